import { distribution, majorAndMinorOf } from '../distribution.ts';

/** Alpine, and postmarketOS, which installs Alpine's packages beside a few of its own. */
export const alpine = distribution({
  name: 'Alpine',
  type: 'apk',
  ids: ['alpine', 'postmarketos'],
  ecosystems({ id, version, codename }) {
    if (codename === 'edge' || version === 'edge') return ['Alpine:edge'];
    const release = id === 'postmarketos' ? POSTMARKETOS.get(version.replace(/^v/, '')) : majorAndMinorOf(version);
    return release === undefined ? undefined : [`Alpine:v${release}`];
  },
});

/** https://wiki.postmarketos.org/wiki/Releases: which release of Alpine each is made from. */
const POSTMARKETOS: ReadonlyMap<string, string> = new Map([
  ['21.03', '3.13'],
  ['21.06', '3.14'],
  ['21.12', '3.15'],
  ['22.06', '3.16'],
  ['22.12', '3.17'],
  ['23.06', '3.18'],
  ['23.12', '3.19'],
  ['24.06', '3.20'],
  ['24.12', '3.21'],
  ['25.06', '3.22'],
  ['25.12', '3.23'],
]);
