import { distribution } from '../distribution.ts';

/** Arch Linux, which has no releases, and those that install its packages. */
export const arch = distribution({
  name: 'Arch Linux',
  type: 'alpm',
  ids: ['arch', 'archarm', 'blackarch', 'endeavouros'],
  ecosystems: () => ['Arch Linux'],
});
