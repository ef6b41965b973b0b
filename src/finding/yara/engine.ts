/** What is used of `@litko/yara-x`. It is optional: whoever brings no rules need not have it. */
export interface YaraEngine {
  /** @throws Error that says in its message what does not compile, and where. */
  compile(source: string, options: CompileOptions): YaraRules;
}

export interface CompileOptions {
  /** Variables of the kind that rule sets expect from outside; each can be set again for a scan. */
  readonly defineVariables: Readonly<Record<string, string>>;
}

/** Compiled rules, and a scanner that is used again and again. */
export interface YaraRules {
  setMaxMatchesPerPattern(most: number): void;
  scan(bytes: Buffer, variables: Readonly<Record<string, string>>): readonly YaraMatch[];
}

/** A rule that matches. */
export interface YaraMatch {
  readonly ruleIdentifier: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly matches: readonly { readonly identifier: string; readonly offset: number; readonly data: string }[];
}

/** The package to install. */
export const YARA_PACKAGE = '@litko/yara-x';

/** Loads the engine, or says why it cannot be loaded. */
export async function loadEngine(name: string = YARA_PACKAGE): Promise<YaraEngine> {
  const loaded: unknown = await import(name);
  const engine = defaultOf(loaded);
  if (!isEngine(engine)) throw new Error(`${name} is not the version that is expected`);
  return engine;
}

function defaultOf(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded;
}

function isEngine(value: unknown): value is YaraEngine {
  return typeof value === 'object' && value !== null && 'compile' in value && typeof value.compile === 'function';
}
