import { isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { FormatError, messageOf } from '../base/errors.ts';
import type { Json } from '../base/json.ts';

/** Where each line of the text begins; `lineOf` tells the line of an offset, from 1. */
export interface YamlDocument {
  readonly value: Json;
  /** The line of the value at a path of keys and positions; of the whole where there is none. */
  lineOf(path: readonly (string | number)[]): number;
}

export interface YamlOptions {
  /** Characters. */
  readonly longest: number;
}

/** How deep collections may nest; the parser calls itself for each. */
const DEEPEST = 64;

/**
 * Reads one YAML document of unknown origin: texts stay texts (`2.10` is no number), and there are no aliases, by which few
 * lines could stand for billions.
 * @throws FormatError where it is not YAML, too long, too deep, or has aliases.
 */
export function parseYaml(text: string, { longest }: YamlOptions): YamlDocument {
  if (text.length > longest) throw new FormatError(`YAML longer than ${longest} characters`);
  assertDepth(text);
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      logLevel: 'silent',
      lineCounter: lines,
      uniqueKeys: true,
    });
    const [error] = document.errors;
    if (error) throw new FormatError(`not YAML: ${error.message.split('\n', 1)[0]?.slice(0, 200) ?? ''}`);
    visit(document, (_, node) => {
      if (isAlias(node)) throw new FormatError('YAML with aliases');
    });
    const value: Json = document.toJS({ maxAliasCount: 0 }) ?? null;
    return {
      value,
      lineOf: (path) => {
        const node: unknown = document.getIn(path, true);
        const offset =
          node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range) ? node.range[0] : 0;
        return lines.linePos(typeof offset === 'number' ? offset : 0).line;
      },
    };
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(`not YAML: ${messageOf(error).slice(0, 200)}`, { cause: error });
  }
}

/** Brackets, and dashes or indentation that open a level each, counted before the parser goes into them. */
function assertDepth(text: string): void {
  let brackets = 0;
  for (const line of text.split('\n')) {
    const lead = /^[ \t]*(?:[-?:] +)*/.exec(line)?.[0] ?? '';
    if ((lead.match(/[-?:]/g)?.length ?? 0) > DEEPEST || lead.length > 16 * DEEPEST)
      throw new FormatError('YAML nested too deep');
    for (const character of line) {
      if (character === '[' || character === '{') brackets++;
      else if ((character === ']' || character === '}') && brackets > 0) brackets--;
    }
    if (brackets > 16 * DEEPEST) throw new FormatError('YAML nested too deep');
  }
}
