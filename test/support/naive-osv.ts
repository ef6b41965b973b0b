import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../src/base/json.ts';

/**
 * A reading of OSV records of its own, as plain as the specification's pseudo code, to hold the product's against. It shares
 * nothing with the product but JSON.
 */
export interface NaiveStatement {
  readonly id: string;
  readonly ecosystem: string;
  readonly name: string;
  readonly entry: JsonObject;
  /** The module stream that an erratum's summary names, where its packages are a module's. */
  readonly module?: string;
}

export function naiveStatements(text: string): NaiveStatement[] {
  const record = asObject(parseJson(text));
  const id = asText(record?.id) ?? '';
  if (!record || record.withdrawn !== undefined) return [];
  const words = (asText(record.summary) ?? '').split(' ');
  const module = words.find((word) => /^[a-z0-9-]+:[a-z0-9._-]+$/i.test(word));
  return asList(record.affected).flatMap((value) => {
    const entry = asObject(value) ?? {};
    const told = asObject(entry.package);
    const [ecosystem, name] = [asText(told?.ecosystem), asText(told?.name)];
    if (ecosystem === undefined || name === undefined) return [];
    const isModular = naiveBounds(entry).some((bound) => bound.includes('.module'));
    return [{ id, ecosystem, name, entry, ...(isModular && module !== undefined ? { module } : {}) }];
  });
}

/** All versions at which something begins or ends. */
export function naiveBounds(entry: JsonObject): string[] {
  return eventsOf(entry)
    .flat()
    .map(({ version }) => version)
    .filter((version) => version !== '0');
}

/** Does something end where it begins? Which of the two comes first, the specification leaves open. */
export function isAmbiguous(entry: JsonObject): boolean {
  return eventsOf(entry).some((events) =>
    events.some(
      (event) =>
        event.kind === 'introduced' && events.some((other) => other !== event && other.version === event.version),
    ),
  );
}

/** The specification's IsVulnerable, for one package. */
export function isNaivelyAffected(
  entry: JsonObject,
  version: string,
  compare: (a: string, b: string) => number,
): boolean {
  if (asList(entry.versions).includes(version)) return true;
  return eventsOf(entry).some((events) => {
    const sorted = events
      .map((event, index) => ({ ...event, index }))
      .sort((a, b) => order(a.version, b.version) || a.index - b.index);
    let vulnerable = false;
    for (const event of sorted) {
      const place = order(version, event.version);
      if (event.kind === 'introduced' && place >= 0) vulnerable = true;
      else if (event.kind === 'fixed' && place >= 0) vulnerable = false;
      else if (event.kind === 'last_affected' && place > 0) vulnerable = false;
    }
    return vulnerable;
  });

  function order(a: string, b: string): number {
    if (a === b) return 0;
    if (a === '0') return -1;
    return b === '0' ? 1 : compare(a, b);
  }
}

interface Event {
  readonly kind: string;
  readonly version: string;
}

function eventsOf(entry: JsonObject): Event[][] {
  return asList(entry.ranges)
    .map(asObject)
    .filter((range) => range !== undefined && range.type !== 'GIT')
    .map((range) =>
      asList(range?.events).flatMap((event) =>
        Object.entries(asObject(event) ?? {}).flatMap(([kind, version]: [string, Json]) =>
          typeof version === 'string' ? [{ kind, version }] : [],
        ),
      ),
    );
}
