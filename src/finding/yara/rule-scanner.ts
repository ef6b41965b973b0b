import { type ChildProcess, fork } from 'node:child_process';
import { UnavailableError, UsageError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { YARA_PACKAGE } from './engine.ts';
import type { FileToScan, MatchedRule, RuleReply, RuleRequest } from './rule-process.ts';
import type { RuleSet } from './rule-set.ts';

export interface ScannerOptions {
  /** The module that calls `serveRules`. */
  readonly entry: URL;
  readonly signal: AbortSignal;
  /** `limits.ruleSecondsPerFile` unless a test cannot wait so long. */
  readonly secondsPerFile?: number;
  /** The package that is the engine. */
  readonly engine?: string;
}

/** A process that holds rules against files, one after the other. Close it when done. */
export interface RuleScanner {
  /** Resolves when the rules are compiled. @throws UsageError, UnavailableError */
  readonly ready: Promise<CompiledSet>;
  scan(file: FileToScan): Promise<ScanAnswer>;
  close(): void;
}

export interface CompiledSet {
  readonly rules: number;
  readonly failed: readonly { readonly path: string; readonly message: string }[];
  readonly milliseconds: number;
}

export type ScanAnswer =
  /** `isRepeat`: the same bytes were scanned before. */
  | { readonly kind: 'scanned'; readonly matches: readonly MatchedRule[]; readonly isRepeat: boolean }
  /** Why the rules could not be held against this file. */
  | { readonly kind: 'failed'; readonly message: string }
  /** As before, and no further file will be scanned. */
  | { readonly kind: 'over'; readonly message: string };

/** Starts compiling at once, in a process of its own. */
export function startRuleScanner(rules: RuleSet, options: ScannerOptions): RuleScanner {
  const secondsPerFile = options.secondsPerFile ?? limits.ruleSecondsPerFile;
  let restarts = 0;
  let child = startProcess(options.entry);
  const close = (): void => {
    options.signal.removeEventListener('abort', close);
    child.kill('SIGKILL');
  };
  options.signal.addEventListener('abort', close);
  const ready = compile();
  // Whoever waits for it later gets the error; until then it is not unhandled.
  ready.catch(() => {});

  return {
    ready,
    close,
    async scan(file) {
      const reply = await ask(child, { kind: 'scan', file }, secondsPerFile * 1000);
      if (reply === 'ended' || reply === 'late') {
        options.signal.throwIfAborted();
        const message =
          reply === 'late' ? `the rules took longer than ${secondsPerFile} s for it` : 'the rule engine crashed on it';
        child.kill('SIGKILL');
        if (++restarts > MOST_RESTARTS) return { kind: 'over', message };
        child = startProcess(options.entry);
        await compile();
        return { kind: 'failed', message };
      }
      if (reply.kind === 'scanned') return reply;
      return { kind: 'failed', message: reply.kind === 'failed' ? reply.message : 'the rule engine did not answer' };
    },
  };

  async function compile(): Promise<CompiledSet> {
    const start = performance.now();
    const { engine } = options;
    const reply = await ask(child, { kind: 'compile', files: rules.files, ...(engine ? { engine } : {}) });
    options.signal.throwIfAborted();
    if (reply === 'ended' || reply === 'late')
      throw new UnavailableError('rule-engine', 'the rule engine crashed while it compiled the rules');
    if (reply.kind === 'no-engine') throw noEngine(reply.message);
    if (reply.kind !== 'compiled') throw new UnavailableError('rule-engine', 'the rule engine did not answer');
    const { failed } = reply;
    const [first] = failed;
    if (first && failed.length === rules.files.length) {
      const count = failed.length === 1 ? '' : `none of ${failed.length} rule files compiles; the first: `;
      throw new UsageError('bad-config', `${count}${first.path}: ${first.message}`);
    }
    return { rules: reply.rules, failed, milliseconds: performance.now() - start };
  }
}

/** Files that may take too long or crash the engine before the others are left alone. */
export const MOST_RESTARTS = 3;

function noEngine(message: string): UnavailableError {
  return new UnavailableError(
    'rule-engine',
    `--rules needs the rule engine: install it beside tidewaiter with \`npm install ${YARA_PACKAGE}\` (Linux with glibc, macOS). It cannot be loaded: ${message}`,
  );
}

/** Without the environment of this one: rules and files are all that it should see. */
function startProcess(entry: URL): ChildProcess {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [], env: {} });
  // What it dies of is told by `exit`, also where it never started.
  child.on('error', () => {});
  return child;
}

function ask(child: ChildProcess, request: RuleRequest, withinMs?: number): Promise<RuleReply | 'ended' | 'late'> {
  return new Promise((resolve) => {
    const timer = withinMs === undefined ? undefined : setTimeout(() => settle('late'), withinMs);
    const settle = (reply: RuleReply | 'ended' | 'late'): void => {
      clearTimeout(timer);
      child.off('message', settle).off('exit', onExit).off('error', onExit);
      resolve(reply);
    };
    const onExit = (): void => settle('ended');
    child.on('message', settle).on('exit', onExit).on('error', onExit);
    if (!child.connected) return settle('ended');
    child.send(request, (error) => {
      if (error) settle('ended');
    });
  });
}
