import { FormatError } from '../base/errors.ts';
import { quotedText } from './quoted-text.ts';

/** A literal Erlang term: texts are strings, binaries and atoms; numbers stay as written. */
export type ErlangTerm =
  | { readonly kind: 'atom' | 'string' | 'number'; readonly text: string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly ErlangTerm[] };

const DEEPEST_TERM = 64;
const MOST_TERMS = 200_000;

/**
 * Reads the first term of a file as `file:consult` would: `.app`, `.rel` and configuration files.
 * @throws FormatError when it is not a literal term, or too deep or long to be one that somebody wrote.
 */
export function firstErlangTerm(text: string): ErlangTerm {
  const tokens = tokensOf(text)[Symbol.iterator]();
  const open: { kind: 'list' | 'tuple' | 'map'; items: ErlangTerm[] }[] = [];
  for (let count = 0; count < MOST_TERMS; count++) {
    const { value: token, done } = tokens.next();
    if (done) throw new FormatError('the Erlang term has no end');
    let term: ErlangTerm | undefined;
    if (typeof token !== 'string') term = token;
    else if (token === '[' || token === '{' || token === '#{') {
      if (open.length === DEEPEST_TERM) throw new FormatError('the Erlang term is nested too deep');
      open.push({ kind: token === '[' ? 'list' : token === '{' ? 'tuple' : 'map', items: [] });
    } else if (token === ']' || token === '}') {
      const { kind, items } = open.pop() ?? { kind: undefined, items: [] };
      if ((kind === 'list') !== (token === ']') || kind === undefined) throw new FormatError('unbalanced Erlang term');
      term = { kind: kind === 'map' ? 'list' : kind, items };
    }
    if (!term) continue;
    const parent = open.at(-1);
    if (!parent) return term;
    parent.items.push(term);
  }
  throw new FormatError('the Erlang term has too many parts');
}

/** The items after the tag of `{tag, …}`, if that is what the term is. */
export function taggedTuple(term: ErlangTerm | undefined, tag: string): readonly ErlangTerm[] | undefined {
  if (term?.kind !== 'tuple') return undefined;
  const [first, ...rest] = term.items;
  return first && erlangText(first) === tag ? rest : undefined;
}

/** The text of an atom, string or number. */
export function erlangText(term: ErlangTerm | undefined): string | undefined {
  return term && 'text' in term ? term.text : undefined;
}

const TOKEN = /[\s,|]+|%[^\n]*|=>|:=|#\{|[[\]{}]|<<|>>|([a-z][\w@]*)|([+-]?\d[\w.#+-]*)|\$\\?[\s\S]/y;

function* tokensOf(text: string): Iterable<string | ErlangTerm> {
  const expression = new RegExp(TOKEN);
  for (let index = text.charCodeAt(0) === 0xfeff ? 1 : 0; index < text.length; ) {
    if (text[index] === '"' || text[index] === "'") {
      const quoted = quotedText(text, index);
      if (!quoted) throw new FormatError('quoted text has no end');
      yield { kind: text[index] === '"' ? 'string' : 'atom', text: quoted.value };
      index = quoted.end;
      continue;
    }
    expression.lastIndex = index;
    const match = expression.exec(text);
    if (!match) throw new FormatError(`no Erlang term at character ${index}`);
    index = expression.lastIndex;
    const [token, atom, number] = match;
    if (atom !== undefined) yield { kind: 'atom', text: atom };
    else if (number !== undefined) yield { kind: 'number', text: number };
    else if (/^(?:[[\]{}]|#\{)$/.test(token)) yield token;
  }
}
