import type { Parameter, ShellWord, WordPart } from '../../format/shell/syntax.ts';
import { calculate } from './arithmetic.ts';
import { expandBraces } from './braces.ts';
import { applyOperator } from './operators.ts';
import { bounded, fork, type Output, type Scene, UNKNOWN, variable } from './state.ts';

/** The arguments that words come to. */
export function expandFields(scene: Scene, words: readonly ShellWord[]): string[] {
  const fields = words.flatMap(expandBraces).flatMap((word) => fieldsOf(scene, word));
  return fields.map((field) => bounded(scene.reading, field));
}

/** The text of a word that is not split: a value, a path, a here-document. */
export function expandText(scene: Scene, word: ShellWord): string {
  const text = word.parts.map((part, at) => home(scene, partText(scene, part), { part, at })).join('');
  return bounded(scene.reading, text);
}

/** The same as a pattern: what was quoted stands behind backslashes. */
export function expandPattern(scene: Scene, word: ShellWord): string {
  const pieces = word.parts.map((part) => {
    const text = partText(scene, part);
    return 'quoted' in part && part.quoted ? text.replace(/[\\*?[\]()]/g, '\\$&') : text;
  });
  return bounded(scene.reading, pieces.join(''));
}

/** The elements of `(…)`, or the one value. */
export function expandValue(scene: Scene, word: ShellWord): string | readonly string[] {
  const [part] = word.parts;
  if (part?.type !== 'array') return expandText(scene, word);
  return expandFields(
    scene,
    part.elements.map(({ value }) => value),
  );
}

function fieldsOf(scene: Scene, word: ShellWord): string[] {
  const fields: string[] = [];
  let open: string | undefined;
  for (const [at, part] of word.parts.entries()) {
    const list = part.type === 'parameter' ? listOf(scene, part) : undefined;
    const quoted = part.type === 'text' || ('quoted' in part && part.quoted) || part.type === 'process';
    // The quotes of `"$@"` stand for no word of their own: without arguments it is none.
    if (part.type === 'text' && part.text === '' && isList(word)) continue;
    if (!list && quoted) {
      open = (open ?? '') + home(scene, partText(scene, part), { part, at });
      continue;
    }
    const text = list ? '' : partText(scene, part);
    const pieces = list ? (quoted ? list : list.flatMap((each) => split(scene, each))) : split(scene, text);
    if (pieces.length === 0 || (/^[ \t\n]/.test(text) && open !== undefined)) {
      if (text !== '' && open !== undefined) {
        fields.push(open);
        open = undefined;
      }
      if (pieces.length === 0) continue;
    }
    for (const [index, piece] of pieces.entries()) {
      if (index > 0 && open !== undefined) {
        fields.push(open);
        open = undefined;
      }
      open = (open ?? '') + piece;
    }
    if (/[ \t\n]$/.test(text) && open !== undefined) {
      fields.push(open);
      open = undefined;
    }
  }
  if (open !== undefined) fields.push(open);
  return fields;
}

function split(scene: Scene, text: string): string[] {
  const separators = variable(scene.state, 'IFS') ?? ' \t\n';
  if (separators === '') return text === '' ? [] : [text];
  const pieces: string[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !separators.includes(text[at] ?? '')) continue;
    if (at > start) pieces.push(text.slice(start, at));
    start = at + 1;
  }
  return pieces;
}

function isList(word: ShellWord): boolean {
  return word.parts.some((part) => part.type === 'parameter' && (part.name === '@' || part.index !== undefined));
}

/** `$@`, `$*`, `${list[@]}` as they are. */
function listOf(scene: Scene, part: Parameter): readonly string[] | undefined {
  const all = part.name === '@' || (part.name === '*' && !part.quoted);
  const index = part.index && partsText(part.index);
  const element = index === '@' || (index === '*' && !part.quoted);
  if (part.prefix || !(all || element)) return undefined;
  const value = all ? scene.state.arguments : scene.state.variables.get(part.name);
  const list = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  if (bounded(scene.reading, list.join(' ')) === UNKNOWN) return [UNKNOWN];
  if (part.operator === undefined) return list;
  if (part.operator === ':' && part.argument) {
    const from = Number(calculate(scene, expandText(scene, part.argument)) ?? Number.NaN);
    const length = part.second && Number(calculate(scene, expandText(scene, part.second)) ?? Number.NaN);
    if (Number.isNaN(from) || Number.isNaN(length ?? 0)) return [UNKNOWN];
    const whole = all ? [scene.state.name, ...list] : list;
    return whole.slice(from, length === undefined ? undefined : from + length);
  }
  if (/^:?[-+=?]$/.test(part.operator)) return undefined;
  return list.map((each) => applyOperator(scene, part, { value: each, expand: { expandPattern, expandText } }));
}

function partsText(word: ShellWord): string {
  return word.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}

function home(scene: Scene, text: string, { part, at }: { part: WordPart; at: number }): string {
  if (at > 0 || part.type !== 'text' || part.quoted || !/^~(?:\/|$)/.test(text)) return text;
  return (variable(scene.state, 'HOME') ?? '/root') + text.slice(1);
}

function partText(scene: Scene, part: WordPart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'parameter':
      return parameterText(scene, part);
    case 'arithmetic':
      return String(calculate(scene, expandText(scene, part.expression)) ?? UNKNOWN);
    case 'command':
      return outputOf(scene, part.statements).replace(/\n+$/, '');
    case 'process': {
      const path = `dev/fd/${63 + scene.state.files.size}`;
      const text = outputOf(scene, part.statements);
      if (part.direction === '<') scene.state.files.set(path, text);
      return `/${path}`;
    }
    case 'array':
      return part.elements.map(({ value }) => expandText(scene, value)).join(' ');
  }
}

function outputOf(scene: Scene, statements: Extract<WordPart, { type: 'command' }>['statements']): string {
  const output: Output = { text: '' };
  scene.reading.rules.runStatements({ ...scene, state: fork(scene), output }, statements);
  return output.text;
}

function parameterText(scene: Scene, part: Parameter): string {
  const list = listOf(scene, part);
  if (list) return bounded(scene.reading, list.join(' '));
  const value = valueOfPart(scene, part);
  return bounded(scene.reading, applyOperator(scene, part, { value, expand: { expandPattern, expandText } }));
}

/** Undefined for what is not set. */
function valueOfPart(scene: Scene, part: Parameter): string | undefined {
  const { state, reading } = scene;
  const { name, index } = part;
  if (/^[1-9]/.test(name)) {
    const value = state.arguments[Number(name) - 1];
    return value ?? (state.arguments.includes(UNKNOWN) ? UNKNOWN : undefined);
  }
  if (name === '0') return state.name;
  if (name === '#') return state.arguments.includes(UNKNOWN) ? UNKNOWN : String(state.arguments.length);
  if (name === '@' || name === '*') return state.arguments.length === 0 ? undefined : state.arguments.join(' ');
  if ('?-$!'.includes(name)) return UNKNOWN;
  const value = state.variables.get(name);
  if (part.prefix === '#' && index && typeof value === 'object') return 'x'.repeat(value.length);
  if (index && typeof value === 'object') {
    if (partsText(index) === '*') return value.join(' ');
    const at = calculate(scene, expandText(scene, index));
    return at === undefined ? UNKNOWN : value[Number(at)];
  }
  if (value !== undefined) return typeof value === 'string' ? value : (value[0] ?? '');
  if (name === 'UID' || name === 'EUID') return reading.user === 'root' ? '0' : UNKNOWN;
  if (name === 'BASH_SOURCE') return scene.place.path === undefined ? state.name : `/${scene.place.path}`;
  return name === 'IFS' ? ' \t\n' : undefined;
}
