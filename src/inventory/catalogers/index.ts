import type { Cataloger } from '../cataloger.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [];
