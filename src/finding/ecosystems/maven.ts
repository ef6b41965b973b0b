import type { Ecosystem } from '../ecosystem.ts';

/** Maven. A jar that does not tell its group stands under its own name, which many old projects did use as group. */
export const maven: Ecosystem = {
  name: 'Maven',
  types: ['maven'],
  lookups({ type, name, version }) {
    if (type !== 'maven') return [];
    if (version === '') return { reason: 'version-unknown', detail: 'Maven' };
    const colon = name.indexOf(':');
    const artifact = name.slice(colon + 1);
    const isGuessed = colon < 0 || name.slice(0, colon) === artifact;
    const lookup = { ecosystem: 'Maven', name: `${colon < 0 ? artifact : name.slice(0, colon)}:${artifact}`, version };
    return [isGuessed ? { ...lookup, confidence: 'low' } : lookup];
  },
};
