import type { Cataloger } from '../cataloger.ts';
import { npm } from './npm.ts';
import { python } from './python.ts';
import { yarnPnp } from './yarn-pnp.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [npm, python, yarnPnp];
