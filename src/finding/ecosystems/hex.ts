import { registryPackages } from '../registry-packages.ts';

/** Hex: Erlang and Elixir. */
export const hex = registryPackages({ name: 'Hex', type: 'hex' });
