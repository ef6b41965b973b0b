import { registryPackages } from '../registry-packages.ts';

/** Haskell packages. */
export const hackage = registryPackages({ name: 'Hackage', type: 'hackage' });
