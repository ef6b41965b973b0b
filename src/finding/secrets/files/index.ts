import { databaseFiles } from './databases.ts';
import type { SecretFileReader } from './file-reader.ts';
import { packageManagerFiles } from './package-managers.ts';
import { settingsFiles } from './settings.ts';
import { toolFiles } from './tools.ts';

/** All readers of files that hold secrets by their purpose; those of one purpose before those of many. */
export const secretFileReaders: readonly SecretFileReader[] = [
  ...toolFiles,
  ...packageManagerFiles,
  ...databaseFiles,
  ...settingsFiles,
];
