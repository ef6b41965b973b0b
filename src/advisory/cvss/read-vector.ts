/** Metrics of one CVSS version: the values each may have, the first character string of a list that is separated by spaces. */
export interface VectorGrammar {
  readonly prefix: string;
  readonly mandatory: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
  /** The value that says the same as leaving an optional metric out. */
  readonly notDefined: string;
}

export type Metrics = ReadonlyMap<string, string>;

const LONGEST_VECTOR = 400;

/** The metrics that a vector sets, or undefined where it is not a vector of that version: unknown, doubled, missing. */
export function readVector(vector: string, grammar: VectorGrammar): Metrics | undefined {
  if (vector.length > LONGEST_VECTOR || !vector.startsWith(grammar.prefix)) return undefined;
  const metrics = new Map<string, string>();
  for (const part of vector.slice(grammar.prefix.length).split('/')) {
    const colon = part.indexOf(':');
    const name = part.slice(0, colon);
    const value = part.slice(colon + 1);
    if (colon < 1 || metrics.has(name) || !mayBe(grammar, name, value)) return undefined;
    metrics.set(name, value);
  }
  return Object.keys(grammar.mandatory).every((name) => metrics.has(name)) ? metrics : undefined;
}

function mayBe(grammar: VectorGrammar, name: string, value: string): boolean {
  const values = valuesOf(grammar.mandatory, name) ?? valuesOf(grammar.optional, name);
  return values?.split(' ').includes(value) ?? false;
}

function valuesOf(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
