import { registryPackages } from '../registry-packages.ts';

/** Bitnami's components. */
export const bitnami = registryPackages({
  name: 'Bitnami',
  type: 'bitnami',
  names: ({ name }) => [name.toLowerCase()],
});
