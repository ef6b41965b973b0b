import { registryPackages } from '../registry-packages.ts';

/** RubyGems. */
export const gem = registryPackages({ name: 'RubyGems', type: 'gem' });
