import type { Cataloger } from '../cataloger.ts';
import { alpm } from './alpm.ts';
import { appleApp } from './apple-app.ts';
import { homebrew } from './homebrew.ts';
import { nix } from './nix.ts';
import { portage } from './portage.ts';
import { rpm } from './rpm.ts';
import { rpmManifest } from './rpm-manifest.ts';
import { snap } from './snap.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [alpm, appleApp, homebrew, nix, portage, rpm, rpmManifest, snap];
