import { distribution, majorOf } from '../distribution.ts';

/** Oracle Linux: errata name packages as they are installed. */
export const oracle = distribution({
  name: 'Oracle Linux',
  type: 'rpm',
  ids: ['ol'],
  vendors: ['oracle'],
  ecosystems({ version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`Oracle Linux:${release}`];
  },
});
