import type { Cataloger } from '../cataloger.ts';
import { alpm } from './alpm.ts';
import { apk } from './apk.ts';
import { appleApp } from './apple-app.ts';
import { bitnami } from './bitnami.ts';
import { bottlerocket } from './bottlerocket.ts';
import { chisel } from './chisel.ts';
import { dpkg } from './dpkg.ts';
import { homebrew } from './homebrew.ts';
import { javaArchive } from './java-archive.ts';
import { nix } from './nix.ts';
import { opkg } from './opkg.ts';
import { portage } from './portage.ts';
import { rpm } from './rpm.ts';
import { rpmManifest } from './rpm-manifest.ts';
import { snap } from './snap.ts';
import { wordpress } from './wordpress.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [
  alpm,
  apk,
  appleApp,
  bitnami,
  bottlerocket,
  chisel,
  dpkg,
  homebrew,
  javaArchive,
  nix,
  opkg,
  portage,
  rpm,
  rpmManifest,
  snap,
  wordpress,
];
