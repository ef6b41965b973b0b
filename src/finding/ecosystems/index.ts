import type { Ecosystem } from '../ecosystem.ts';

/** All distributions and languages, sorted by name. */
export const ecosystems: readonly Ecosystem[] = [];
