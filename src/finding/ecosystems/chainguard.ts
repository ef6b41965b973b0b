import { distribution } from '../distribution.ts';

/** Chainguard: its own records first, then those of Wolfi, from where most of its packages come. */
export const chainguard = distribution({
  name: 'Chainguard',
  type: 'apk',
  ids: ['chainguard'],
  ecosystems: () => ['Chainguard', 'Wolfi'],
});
