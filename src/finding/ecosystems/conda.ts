import { registryPackages } from '../registry-packages.ts';

/** Conda packages. */
export const conda = registryPackages({ name: 'Conda', type: 'conda' });
