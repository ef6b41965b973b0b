import { registryPackages } from '../registry-packages.ts';

/** C and C++ packages of ConanCenter. */
export const conan = registryPackages({ name: 'ConanCenter', type: 'conan' });
