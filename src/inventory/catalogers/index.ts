import type { Cataloger } from '../cataloger.ts';
import { javaArchive } from './java-archive.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [javaArchive];
