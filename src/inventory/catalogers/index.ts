import type { Cataloger } from '../cataloger.ts';
import { apk } from './apk.ts';
import { bitnami } from './bitnami.ts';
import { bottlerocket } from './bottlerocket.ts';
import { chisel } from './chisel.ts';
import { dpkg } from './dpkg.ts';
import { opkg } from './opkg.ts';
import { wordpress } from './wordpress.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [apk, bitnami, bottlerocket, chisel, dpkg, opkg, wordpress];
