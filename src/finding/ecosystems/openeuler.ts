import { distribution, majorAndMinorOf } from '../distribution.ts';

/** openEuler: the name says which service pack of a release it is. */
export const openeuler = distribution({
  name: 'openEuler',
  type: 'rpm',
  ids: ['openeuler'],
  vendors: ['openeuler', 'http://openeuler.org', 'https://openeuler.org'],
  ecosystems({ version, name }) {
    const release = majorAndMinorOf(version);
    const support = /\(([A-Za-z0-9-]{1,20})\)/.exec(name)?.[1];
    return release === undefined ? undefined : [`openEuler:${release}${support === undefined ? '' : `-${support}`}`];
  },
});
