import type { Classifier } from './classifier.ts';
import { databases } from './databases.ts';
import { goClassifiers } from './go-programs.ts';
import { java } from './java.ts';
import { languages } from './languages.ts';
import { libraries } from './libraries.ts';
import { media } from './media.ts';
import { phpExtensions } from './php-extensions.ts';
import { scripts } from './scripts.ts';
import { servers } from './servers.ts';
import { system } from './system.ts';
import { tools } from './tools.ts';

/** Every classifier. Of several that fit one file the first counts. */
export const classifiers: readonly Classifier[] = [
  ...languages,
  ...java,
  ...databases,
  ...servers,
  ...system,
  ...tools,
  ...media,
  ...libraries,
  ...scripts,
  ...phpExtensions,
  ...goClassifiers,
];
