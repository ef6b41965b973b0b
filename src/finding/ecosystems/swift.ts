import { registryPackages } from '../registry-packages.ts';

/** Swift packages, which are named by the address of their repository. */
export const swift = registryPackages({
  name: 'SwiftURL',
  type: 'swift',
  names: ({ name }) => [name.replace(/^https?:\/\//, '').replace(/\.git$/, '')],
  version: ({ version }) => version.replace(/^v(?=\d)/, ''),
});
