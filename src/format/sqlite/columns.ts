/** A column of a table. */
export interface SqliteColumn {
  /** Lower case. */
  readonly name: string;
  /** An `INTEGER PRIMARY KEY`: another name of the row number. */
  readonly isRowid: boolean;
}

/** Comments, quoted names, words, and single signs. */
const TOKEN = /--[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\w$]+|\S/g;
const TABLE_CONSTRAINTS = new Set(['constraint', 'primary', 'unique', 'check', 'foreign']);
/** An unclosed quote costs a look at all that follows: short enough to do that at every sign. */
const LONGEST_STATEMENT = 8_192;

/** The columns that a CREATE TABLE statement declares, in order. */
export function columnsOf(sql: string): SqliteColumn[] {
  const columns: SqliteColumn[] = [];
  let depth = 0;
  let definition: string[] = [];
  const finish = (): void => {
    const [name, ...rest] = definition;
    definition = [];
    if (name !== undefined && !TABLE_CONSTRAINTS.has(name.toLowerCase())) columns.push(column(name, rest));
  };
  for (const [token] of sql.slice(0, LONGEST_STATEMENT).matchAll(TOKEN)) {
    if (token.startsWith('--') || token.startsWith('/*')) continue;
    if (token === '(' && depth++ === 0) continue;
    if (token === ')' && --depth <= 0) break;
    if (token === ',' && depth === 1) finish();
    else if (depth > 0) definition.push(token);
  }
  finish();
  return columns;
}

function column(name: string, declaration: readonly string[]): SqliteColumn {
  const words = declaration.map((word) => word.toLowerCase());
  const key = words.indexOf('primary');
  return { name: unquoted(name).toLowerCase(), isRowid: words[0] === 'integer' && key > 0 && words[key + 1] === 'key' };
}

function unquoted(name: string): string {
  const inner = name.slice(1, -1);
  if (name.startsWith('"')) return inner.replaceAll('""', '"');
  if (name.startsWith("'")) return inner.replaceAll("''", "'");
  return name.startsWith('`') || name.startsWith('[') ? inner : name;
}
