import type { Ecosystem } from '../ecosystem.ts';

/** Python itself, where no package manager installed it. */
export const cpython: Ecosystem = {
  name: 'CPython',
  types: ['generic'],
  lookups({ cpes = [], version }) {
    if (!cpes.some((cpe) => cpe.startsWith('cpe:2.3:a:python:python:'))) return [];
    if (version === '') return { reason: 'version-unknown', detail: 'CPython' };
    return [{ ecosystem: 'CPython', name: 'cpython', version }];
  },
};
