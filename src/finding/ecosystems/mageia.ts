import { distribution, majorOf } from '../distribution.ts';

/** Mageia: advisories name source packages. */
export const mageia = distribution({
  name: 'Mageia',
  type: 'rpm',
  ids: ['mageia'],
  vendors: ['mageia'],
  ecosystems({ version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`Mageia:${release}`];
  },
});
