import { distribution } from '../distribution.ts';

/** Echo: hardened rebuilds of Debian. */
export const echo = distribution({ name: 'Echo', type: 'deb', ids: ['echo'], ecosystems: () => ['Echo'] });
