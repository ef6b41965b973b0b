/** What a text sets its names to, where that is a literal. The first setting counts. */
export type Constants = ReadonlyMap<string, string>;

const MOST = 2_000;
const SETTING =
  /(?<![\w$@.])([$@]?[A-Za-z_]\w{0,63})\s{0,20}(?::?=|=>)\s{0,20}(?:(?:str|int|String|Number|parseInt)\(\s{0,4})?(?:["']([^"'\n]{0,300})["']|(\d{1,5})\b)/g;
const PAIR =
  /(?<![\w$@.])([$@]?[A-Za-z_]\w{0,63})\s{0,8},\s{0,8}([$@]?[A-Za-z_]\w{0,63})\s{0,8}=\s{0,8}\(?["']([^"'\n]{0,300})["']\s{0,8},\s{0,8}["']?(\d{1,5})\b/g;
/** An address as one value: `target = ("192.0.2.1", 4444)`. */
const ADDRESS =
  /(?<![\w$@.])([$@]?[A-Za-z_]\w{0,63})\s{0,8}=\s{0,8}[([]\s{0,8}["']([^"'\n]{0,300})["']\s{0,8},\s{0,8}["']?(\d{1,5})["']?\s{0,8}[)\]]/g;

export function constantsOf(text: string): Constants {
  const found = new Map<string, string>();
  const set = (name = '', value = ''): void => {
    if (!found.has(name) && found.size < MOST) found.set(name, value);
  };
  for (const [, name, value, number] of text.matchAll(SETTING)) set(name, value ?? number);
  for (const [, name, host, port] of text.matchAll(ADDRESS)) set(name, `${host}:${port}`);
  for (const [, host, port, address, number] of text.matchAll(PAIR)) {
    set(host, address);
    set(port, number);
  }
  return found;
}

const CONVERTED = /^(?:int|str|Number|String|parseInt)\((.{1,200})\)$/;
const QUOTED = /^[bruf]{0,2}["'`]([^"'`]{0,300})["'`]$/;

/** What an expression is: a literal, or a name that was set to one. Undefined for anything else. */
export function literalOf(expression: string | undefined, constants: Constants): string | undefined {
  const trimmed = (expression ?? '').trim();
  const inner = CONVERTED.exec(trimmed)?.[1]?.trim() ?? trimmed;
  const quoted = QUOTED.exec(inner)?.[1];
  if (quoted !== undefined) return quoted;
  if (/^\d{1,10}$/.test(inner)) return inner;
  return /^[$@]?[A-Za-z_]\w{0,63}$/.test(inner) ? constants.get(inner) : undefined;
}
