const MOST_FLAGS = 1_000;
const LONGEST_VERSION = 100;
const VERSION = /^v?\d+(?:\.\d+){1,3}(?:[-+][0-9A-Za-z.+-]+)?$/;

/**
 * The version that a Go program's builder set by linker flags (`-X main.version=1.2.3`); undefined when none or several differ.
 * Variables of the main package weigh most, then those of the main module, then any package named version or buildinfo.
 */
export function versionFromLinkerFlags(flags: string, mainModule: string): string | undefined {
  const byRank = new Map<number, Set<string>>();
  for (const { variable, value } of linkerVariables(flags)) {
    const rank = rankOf(variable, mainModule);
    if (rank === undefined || value.length > LONGEST_VERSION || !VERSION.test(value)) continue;
    const version = value.startsWith('v') ? value : `v${value}`;
    byRank.set(rank, (byRank.get(rank) ?? new Set()).add(version));
  }
  const [best] = [...byRank].sort(([a], [b]) => a - b);
  const versions = [...(best?.[1] ?? [])];
  return versions.length === 1 ? versions[0] : undefined;
}

/** `importpath.variable` and value of each -X flag: `-X a.b=c`, `-X=a.b=c`, quoted or not. */
function linkerVariables(flags: string): { variable: string; value: string }[] {
  const words = splitWords(flags);
  return words.flatMap((word, i) => {
    const assignment = /^--?X$/.test(word) ? words[i + 1] : /^--?X=(.*)$/s.exec(word)?.[1];
    const equals = assignment?.indexOf('=') ?? -1;
    if (assignment === undefined || equals < 0) return [];
    return { variable: assignment.slice(0, equals), value: assignment.slice(equals + 1).trim() };
  });
}

/** Splits at white space; single and double quotes hold words together, wherever they stand. */
function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (const character of text) {
    if (quote) {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") quote = character;
    else if (/\s/.test(character)) {
      if (word !== '') words.push(word);
      word = '';
      if (words.length >= MOST_FLAGS) return words;
    } else word += character;
  }
  return word === '' ? words : [...words, word];
}

function rankOf(variable: string, mainModule: string): number | undefined {
  const dot = variable.lastIndexOf('.');
  const name = variable.slice(dot + 1).toLowerCase();
  if (
    !/^(?:(?:app|build|cli|current|git|main|program|release|sem|server)?version|(?:release|build)?ver|semver|(?:git|release)?tag)$/.test(
      name,
    )
  ) {
    return undefined;
  }
  const importPath = variable.slice(0, Math.max(0, dot));
  const byName = name.endsWith('tag') ? 1 : 0;
  if (importPath === 'main' || importPath === mainModule) return byName;
  if (mainModule !== '' && importPath.startsWith(`${mainModule}/`)) return 2 + byName;
  return /(?:^|\/)(?:version|buildinfo|build|app|cmd|common|config)$/.test(importPath) ? 4 + byName : undefined;
}
