import { distribution, majorOf } from '../distribution.ts';

/** Fedora: updates name source packages and those installed. */
export const fedora = distribution({
  name: 'Fedora',
  type: 'rpm',
  ids: ['fedora'],
  vendors: ['fedora'],
  ecosystems({ version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`Fedora:${release}`];
  },
});
