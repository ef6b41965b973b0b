import { distribution, majorOf } from '../distribution.ts';

/** AlmaLinux: errata name packages as they are installed. */
export const almalinux = distribution({
  name: 'AlmaLinux',
  type: 'rpm',
  ids: ['almalinux'],
  vendors: ['almalinux'],
  ecosystems({ version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`AlmaLinux:${release}`];
  },
});
