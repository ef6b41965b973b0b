import { distribution, majorOf } from '../distribution.ts';

/** Photon OS, by VMware. */
export const photon = distribution({
  name: 'Photon OS',
  type: 'rpm',
  ids: ['photon'],
  vendors: ['vmware', 'broadcom'],
  ecosystems({ version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`Photon OS:${release}.0`];
  },
});
