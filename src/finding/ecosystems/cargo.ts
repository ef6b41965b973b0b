import { registryPackages } from '../registry-packages.ts';

/** Rust crates. */
export const cargo = registryPackages({ name: 'crates.io', type: 'cargo' });
