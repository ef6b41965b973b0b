import { registryPackages } from '../registry-packages.ts';

/** R packages of Bioconductor: an installed package does not say which of the two it came from. */
export const bioconductor = registryPackages({ name: 'Bioconductor', type: 'cran' });
