import { registryPackages } from '../registry-packages.ts';

/** npm: an aliased package says its true name in its own package.json. */
export const npm = registryPackages({ name: 'npm', type: 'npm' });
