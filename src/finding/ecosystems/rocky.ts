import { distribution, majorOf } from '../distribution.ts';

/** Rocky Linux: errata name packages as they are installed. */
export const rocky = distribution({
  name: 'Rocky Linux',
  type: 'rpm',
  ids: ['rocky'],
  vendors: ['rocky'],
  ecosystems({ version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`Rocky Linux:${release}`];
  },
});
