import type { Cataloger } from '../cataloger.ts';
import { conan } from './conan.ts';
import { conda } from './conda.ts';
import { dotnetDeps } from './dotnet-deps.ts';
import { javaArchive } from './java-archive.ts';
import { nugetFolder } from './nuget-folder.ts';
import { nugetReferences } from './nuget-references.ts';
import { phpComposer } from './php-composer.ts';
import { phpPear } from './php-pear.ts';

/** Every cataloger. The order does not matter: sightings are joined and sorted afterwards. */
export const catalogers: readonly Cataloger[] = [
  conan,
  conda,
  dotnetDeps,
  javaArchive,
  nugetFolder,
  nugetReferences,
  phpComposer,
  phpPear,
];
