import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { messageOf } from '../../base/errors.ts';
import { printable } from '../../base/printable.ts';
import { type CompiledRules, compileRules, type RuleMatch } from './compile-rules.ts';
import { loadEngine } from './engine.ts';
import type { RuleFile } from './rule-set.ts';

/** What a process that holds YARA rules is asked. */
export type RuleRequest =
  | { readonly kind: 'compile'; readonly files: readonly RuleFile[]; readonly engine?: string }
  | { readonly kind: 'scan'; readonly file: FileToScan };

/** Bytes in a file of this machine, and what rules are told of the file of the image that they are. */
export interface FileToScan {
  readonly place: { readonly path: string; readonly start: number };
  readonly size: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** What it answers. */
export type RuleReply =
  | { readonly kind: 'no-engine'; readonly message: string }
  | {
      readonly kind: 'compiled';
      readonly rules: number;
      readonly failed: readonly { readonly path: string; readonly message: string }[];
    }
  | { readonly kind: 'scanned'; readonly matches: readonly MatchedRule[]; readonly isRepeat: boolean }
  | { readonly kind: 'failed'; readonly message: string };

/** A rule that matches a file. All texts are bounded and printable. */
export interface MatchedRule {
  readonly namespace: string;
  readonly rule: string;
  readonly meta: Readonly<Record<string, string | number>>;
  readonly tags: readonly string[];
  /** The first places of a few of its patterns. */
  readonly strings: readonly { readonly name: string; readonly offset: number; readonly text: string }[];
}

/**
 * The body of a process that holds rules against files. A process of its own: nothing else can end a scan that takes too
 * long, and what crashes the engine costs one file.
 */
export function serveRules(): void {
  let rules: CompiledRules | undefined;
  const known = new Map<string, readonly MatchedRule[]>();
  process.on('disconnect', () => process.exit(0));
  process.on('message', (request: RuleRequest) => {
    void answer(request).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ kind: 'failed', message: messageOf(error) } satisfies RuleReply),
    );
  });

  async function answer(request: RuleRequest): Promise<RuleReply> {
    if (request.kind === 'compile') {
      try {
        const engine = await loadEngine(request.engine);
        rules = compileRules(request.files, engine);
        return { kind: 'compiled', rules: rules.rules, failed: rules.failed };
      } catch (error) {
        return { kind: 'no-engine', message: messageOf(error) };
      }
    }
    if (!rules) return { kind: 'failed', message: 'no rules have been compiled' };
    const { place, size, variables } = request.file;
    const bytes = readPart(place, size);
    const key = [
      createHash('sha256').update(bytes).digest('hex'),
      ...rules.variables.map((name) => variables[name] ?? ''),
    ].join('\n');
    const before = known.get(key);
    if (before) return { kind: 'scanned', matches: before, isRepeat: true };
    const matches = rules.scan(bytes, variables).slice(0, MOST_RULES).map(matchedRule);
    known.set(key, matches);
    return { kind: 'scanned', matches, isRepeat: false };
  }
}

/** Of one file: more than this are rules that match anything. */
const MOST_RULES = 500;
const MOST_META = 24;
const MOST_STRINGS = 5;
const LONGEST_TEXT = 100;
const LONGEST_META = 400;

function readPart({ path, start }: FileToScan['place'], size: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(size);
    return bytes.subarray(0, readSync(file, bytes, 0, size, start));
  } finally {
    closeSync(file);
  }
}

function matchedRule({ namespace, ruleIdentifier, meta, tags, matches }: RuleMatch): MatchedRule {
  const named = new Map<string, { name: string; offset: number; text: string }>();
  for (const { identifier, offset, data } of matches) {
    if (named.size >= MOST_STRINGS) break;
    if (!named.has(identifier))
      named.set(identifier, { name: identifier, offset, text: printable(data, LONGEST_TEXT) });
  }
  const values: [string, string | number][] = [];
  for (const [key, value] of Object.entries(meta).slice(0, MOST_META)) {
    if (typeof value === 'number') values.push([key, value]);
    else if (typeof value === 'string') values.push([key, printable(value, LONGEST_META)]);
  }
  return {
    namespace,
    rule: ruleIdentifier,
    meta: Object.fromEntries(values),
    tags: tags.slice(0, MOST_META),
    strings: [...named.values()],
  };
}
