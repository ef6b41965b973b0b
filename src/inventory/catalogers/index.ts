import type { Cataloger } from '../cataloger.ts';
import { sbomFile } from './sbom-file.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [sbomFile];
