import type { ScriptContext, ScriptReader } from './script-reader.ts';
import type { Redirection, ShellCommand, Word } from './shell-command.ts';

const MOST_LINES = 20_000;
const LONGEST_LINE = 20_000;
const KEYWORDS = /^(?:if|then|else|elif|fi|while|until|do|done|case|esac|for|in|select|function|\{|\}|!|\(|\))$/;

/** Reads the plain commands of a shell text: one after the other, with variables that are set. No functions, no substitutions. */
export const readPlainScript: ScriptReader = (text, context) => {
  const commands: ShellCommand[] = [];
  const variables = new Map([...context.env, ['BASH_SOURCE', context.name] as const]);
  let id = 0;
  let depth = 0;
  for (const [index, line] of text.replaceAll('\\\n', ' ').split('\n', MOST_LINES).entries()) {
    if (/^\s*#/.test(line)) continue;
    let isCertain = true;
    for (const { text: part, end } of splitCommands(line.slice(0, LONGEST_LINE))) {
      const tokens = readTokens(part);
      while (tokens[0] && !tokens[0].quoted && KEYWORDS.test(tokens[0].raw)) {
        if (/^(?:if|while|until|case|for|select)$/.test(tokens[0].raw)) depth++;
        if (/^(?:fi|done|esac)$/.test(tokens[0].raw)) depth = Math.max(0, depth - 1);
        if (tokens[0].raw === 'for' || tokens[0].raw === 'case') tokens.length = 1;
        tokens.shift();
      }
      const command = readCommand(tokens, { variables, context });
      if (command.words.length === 0)
        for (const { name, value } of command.assignments) variables.set(name, value.text);
      if (command.words.length > 0 || command.assignments.length > 0)
        commands.push({
          ...command,
          pipeline: { id: id++, position: 0, length: 1 },
          background: end === '&',
          certain: isCertain && depth === 0,
          place: { ...context.place, line: context.place.line + index },
        });
      if (end === '&&' || end === '||') isCertain = false;
    }
  }
  return { commands, unknown: [] };
};

interface Token {
  readonly raw: string;
  readonly quoted: boolean;
}

function splitCommands(line: string): { text: string; end: string }[] {
  const found: { text: string; end: string }[] = [];
  let quote = '';
  let start = 0;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote !== '') {
      if (character === '\\' && quote === '"') at++;
      else if (character === quote) quote = '';
    } else if (character === '\\') at++;
    else if (character === "'" || character === '"') quote = character;
    else if (character === '#' && /\s/.test(line[at - 1] ?? ' '))
      return [...found, { text: line.slice(start, at), end: '' }];
    else if (/[;|&]/.test(character) && line[at - 1] !== '>' && line[at + 1] !== '>') {
      const end = line[at + 1] === character ? character + character : character;
      found.push({ text: line.slice(start, at), end });
      at += end.length - 1;
      start = at + 1;
    }
  }
  return [...found, { text: line.slice(start), end: '' }];
}

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  for (const [raw] of text.matchAll(/(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/g))
    tokens.push({ raw, quoted: /["']/.test(raw) });
  return tokens;
}

function readCommand(
  tokens: readonly Token[],
  around: { readonly variables: ReadonlyMap<string, string>; readonly context: ScriptContext },
): Pick<ShellCommand, 'words' | 'assignments' | 'redirections'> {
  const words: Word[] = [];
  const assignments: { name: string; value: Word }[] = [];
  const redirections: Redirection[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const { raw } = tokens[at] ?? { raw: '' };
    const redirection = /^(\d*)(>>|>|<)(&?)(.*)$/s.exec(raw);
    const assignment = words.length === 0 ? /^([A-Za-z_]\w*)=(.*)$/s.exec(raw) : null;
    if (redirection) {
      const [, number = '', sign = '', and = '', joined = ''] = redirection;
      const target = joined === '' ? (tokens[++at]?.raw ?? '') : joined;
      const kind = and ? 'duplicate' : sign === '>' ? 'write' : sign === '>>' ? 'append' : 'read';
      const descriptor = number === '' ? (sign === '<' ? 0 : 1) : Number(number);
      redirections.push({ descriptor, kind, target: expand(target, around)[0] ?? { text: '', known: true } });
    } else if (assignment)
      assignments.push({
        name: assignment[1] ?? '',
        value: expand(assignment[2] ?? '', around)[0] ?? { text: '', known: true },
      });
    else words.push(...expand(raw, around));
  }
  return { words, assignments, redirections };
}

function expand(
  raw: string,
  { variables, context }: { readonly variables: ReadonlyMap<string, string>; readonly context: ScriptContext },
): Word[] {
  if (/^"?\$[@*]"?$/.test(raw)) return context.words.map((text) => ({ text, known: true }));
  if (/^'[^']*'$/.test(raw)) return [{ text: raw.slice(1, -1), known: true }];
  let known = true;
  const text = raw
    .replace(/\$(?:\{([A-Za-z_]\w*|\d)(?::?-([^}]*))?\}|([A-Za-z_]\w*|\d))|\$\(|`/g, (all, braced, fallback, bare) => {
      const name = braced ?? bare;
      const value =
        name === undefined
          ? undefined
          : /^\d$/.test(name)
            ? argument(context, Number(name))
            : (variables.get(name) ?? fallback);
      if (value === undefined && (name === undefined || all.startsWith('$('))) known = false;
      return value ?? (known ? '' : '\ufffc');
    })
    .replace(/\\(.)|["']/gs, (_, escaped) => escaped ?? '');
  return [{ text, known }];
}

function argument({ name, words }: ScriptContext, number: number): string | undefined {
  return number === 0 ? name : words[number - 1];
}
