import { registryPackages } from '../registry-packages.ts';

/** NuGet, where case does not matter. */
export const nuget = registryPackages({ name: 'NuGet', type: 'nuget', names: ({ name }) => [name.toLowerCase()] });
