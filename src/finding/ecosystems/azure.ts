import { distribution, majorOf } from '../distribution.ts';

/** Azure Linux, and CBL-Mariner, as it was called before its third release. */
export const azure = distribution({
  name: 'Azure Linux',
  type: 'rpm',
  ids: ['azurelinux', 'mariner'],
  vendors: ['microsoft'],
  ecosystems({ id, version }) {
    const release = majorOf(version);
    return release === undefined ? undefined : [`${id === 'mariner' ? 'CBL-Mariner' : 'Azure Linux'}:${release}.0`];
  },
});
