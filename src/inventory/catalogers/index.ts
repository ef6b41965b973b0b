import type { Cataloger } from '../cataloger.ts';
import { aiModel } from './ai-model.ts';
import { alpm } from './alpm.ts';
import { apk } from './apk.ts';
import { appleApp } from './apple-app.ts';
import { binaryClassifier } from './binary-classifier.ts';
import { bitnami } from './bitnami.ts';
import { bottlerocket } from './bottlerocket.ts';
import { chisel } from './chisel.ts';
import { chromeExtension } from './chrome-extension.ts';
import { conan } from './conan.ts';
import { conda } from './conda.ts';
import { dart } from './dart.ts';
import { dotnetDeps } from './dotnet-deps.ts';
import { dotnetPe } from './dotnet-pe.ts';
import { dpkg } from './dpkg.ts';
import { elfPackageNote } from './elf-package-note.ts';
import { erlangOtp } from './erlang-otp.ts';
import { goBinary } from './go-binary.ts';
import { graalvmNativeImage } from './graalvm-native-image.ts';
import { haskell } from './haskell.ts';
import { homebrew } from './homebrew.ts';
import { javaArchive } from './java-archive.ts';
import { javaJvm } from './java-jvm.ts';
import { julia } from './julia.ts';
import { linuxKernel } from './linux-kernel.ts';
import { lua } from './lua.ts';
import { nix } from './nix.ts';
import { npm } from './npm.ts';
import { nugetFolder } from './nuget-folder.ts';
import { nugetReferences } from './nuget-references.ts';
import { opkg } from './opkg.ts';
import { perl } from './perl.ts';
import { phpComposer } from './php-composer.ts';
import { phpPear } from './php-pear.ts';
import { portage } from './portage.ts';
import { python } from './python.ts';
import { pythonEgg } from './python-egg.ts';
import { r } from './r.ts';
import { rpm } from './rpm.ts';
import { rpmManifest } from './rpm-manifest.ts';
import { rubyGem } from './ruby-gem.ts';
import { rustBinary } from './rust-binary.ts';
import { rustCargoLock } from './rust-cargo-lock.ts';
import { sbomFile } from './sbom-file.ts';
import { snap } from './snap.ts';
import { swift } from './swift.ts';
import { vscodeExtension } from './vscode-extension.ts';
import { wordpress } from './wordpress.ts';
import { yarnPnp } from './yarn-pnp.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [
  aiModel,
  alpm,
  apk,
  appleApp,
  binaryClassifier,
  bitnami,
  bottlerocket,
  chisel,
  chromeExtension,
  conan,
  conda,
  dart,
  dotnetDeps,
  dotnetPe,
  dpkg,
  elfPackageNote,
  erlangOtp,
  goBinary,
  graalvmNativeImage,
  haskell,
  homebrew,
  javaArchive,
  javaJvm,
  julia,
  linuxKernel,
  lua,
  nix,
  npm,
  nugetFolder,
  nugetReferences,
  opkg,
  perl,
  phpComposer,
  phpPear,
  portage,
  python,
  pythonEgg,
  r,
  rpm,
  rpmManifest,
  rubyGem,
  rustBinary,
  rustCargoLock,
  sbomFile,
  snap,
  swift,
  vscodeExtension,
  wordpress,
  yarnPnp,
];
