import { distribution } from '../distribution.ts';

/** BellSoft Hardened Containers: numbered releases and a rolling stream. */
export const bellsoft = distribution({
  name: 'BellSoft Hardened Containers',
  type: 'apk',
  ids: ['bellsoft-hardened-containers'],
  ecosystems({ version }) {
    const release = /^(?:\d{2}(?=\.|$)|stream$)/.exec(version)?.[0];
    return release === undefined ? undefined : [`BellSoft Hardened Containers:${release}`];
  },
});
