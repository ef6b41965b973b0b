import type { Cataloger } from '../cataloger.ts';
import { dotnetPe } from './dotnet-pe.ts';
import { elfPackageNote } from './elf-package-note.ts';
import { goBinary } from './go-binary.ts';
import { graalvmNativeImage } from './graalvm-native-image.ts';
import { javaJvm } from './java-jvm.ts';
import { linuxKernel } from './linux-kernel.ts';
import { rustBinary } from './rust-binary.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [
  dotnetPe,
  elfPackageNote,
  goBinary,
  graalvmNativeImage,
  javaJvm,
  linuxKernel,
  rustBinary,
];
