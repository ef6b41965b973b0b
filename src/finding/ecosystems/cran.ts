import { registryPackages } from '../registry-packages.ts';

/** R packages of CRAN. */
export const cran = registryPackages({ name: 'CRAN', type: 'cran' });
