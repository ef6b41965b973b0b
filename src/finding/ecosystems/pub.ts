import { registryPackages } from '../registry-packages.ts';

/** Pub: Dart and Flutter. */
export const pub = registryPackages({ name: 'Pub', type: 'pub' });
