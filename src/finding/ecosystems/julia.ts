import { registryPackages } from '../registry-packages.ts';

/** Julia packages of the general registry. */
export const julia = registryPackages({ name: 'Julia', type: 'julia' });
