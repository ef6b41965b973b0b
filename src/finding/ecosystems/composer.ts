import { registryPackages } from '../registry-packages.ts';

/** Packagist; branches (`dev-main`) are of no version. */
export const composer = registryPackages({
  name: 'Packagist',
  type: 'composer',
  names: ({ name }) => [name.toLowerCase()],
  version: ({ version }) => (/^dev-|-dev$/.test(version) ? '' : version.replace(/^v(?=\d)/, '')),
});
