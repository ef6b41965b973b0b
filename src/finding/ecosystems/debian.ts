import { distribution, majorOf } from '../distribution.ts';

/** Debian, and Raspbian, which rebuilds it. */
export const debian = distribution({
  name: 'Debian',
  type: 'deb',
  ids: ['debian', 'raspbian'],
  ecosystems({ version, codename }) {
    // The advisories name testing by the number that it will have.
    const release = majorOf(version) ?? (codename === undefined ? undefined : UNRELEASED.get(codename));
    return release === undefined ? undefined : [`Debian:${release}`];
  },
});

const UNRELEASED: ReadonlyMap<string, string> = new Map([
  ['bullseye', '11'],
  ['bookworm', '12'],
  ['trixie', '13'],
  ['forky', '14'],
  ['sid', 'sid'],
]);
