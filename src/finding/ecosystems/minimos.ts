import { distribution } from '../distribution.ts';

/** MinimOS, which has no releases. */
export const minimos = distribution({ name: 'MinimOS', type: 'apk', ids: ['minimos'], ecosystems: () => ['MinimOS'] });
