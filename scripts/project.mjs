import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
export const compilerPath = `${projectRoot}/node_modules/typescript/bin/tsc`;
