import { distribution } from '../distribution.ts';

/** Alpaquita, by BellSoft: numbered releases and a rolling stream. */
export const alpaquita = distribution({
  name: 'Alpaquita',
  type: 'apk',
  ids: ['alpaquita'],
  ecosystems({ version }) {
    const release = /^(?:\d{2}(?=\.|$)|stream$)/.exec(version)?.[0];
    return release === undefined ? undefined : [`Alpaquita:${release}`];
  },
});
