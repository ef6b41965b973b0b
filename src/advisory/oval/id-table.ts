/** A map by OVAL id, `oval:com.oracle.elsa:tst:20070057002`. Half a million of them stay small: only the number is kept. */
export interface IdTable<Value> {
  get(id: string): Value | undefined;
  set(id: string, value: Value): void;
}

/** An empty table. */
export function createIdTable<Value>(): IdTable<Value> {
  const tables = new Map<string, Map<string | number, Value>>();
  return {
    get(id) {
      const [prefix, key] = split(id);
      return tables.get(prefix)?.get(key);
    },
    set(id, value) {
      const [prefix, key] = split(id);
      const table = tables.get(prefix) ?? new Map<string | number, Value>();
      table.set(key, value);
      tables.set(prefix, table);
    },
  };
}

function split(id: string): readonly [string, string | number] {
  const colon = id.lastIndexOf(':');
  const last = id.slice(colon + 1);
  // Only a number that is written in one way may stand for its text.
  return [id.slice(0, colon + 1), /^[1-9]\d{0,14}$/.test(last) ? Number(last) : last];
}
