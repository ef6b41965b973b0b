import { registryPackages } from '../registry-packages.ts';

/** PyPI: names are compared as PEP 503 normalises them. */
export const pypi = registryPackages({
  name: 'PyPI',
  type: 'pypi',
  names: ({ name }) => [name.toLowerCase().replace(/[-_.]+/g, '-')],
});
