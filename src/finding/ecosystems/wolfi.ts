import { distribution } from '../distribution.ts';

/** Wolfi, which has no releases. */
export const wolfi = distribution({ name: 'Wolfi', type: 'apk', ids: ['wolfi'], ecosystems: () => ['Wolfi'] });
