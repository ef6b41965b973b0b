const SHELL_COMMENT = /^\/bin\/sh -c #\(nop\)\s+/;
const TEXT_FILE =
  /\.(?:conf|cfg|cnf|ini|json|ya?ml|toml|xml|html?|css|txt|md|properties|crt|pem|repo|list|env|template|tmpl|svg|png|jpe?g|ico)$/i;

/** The words of the last ENTRYPOINT or CMD that a history tells of; undefined where it tells of none, or not plainly. */
export function lastInstruction(
  history: readonly { readonly createdBy?: string }[],
  name: 'ENTRYPOINT' | 'CMD',
): { readonly words: readonly string[]; readonly index: number } | undefined {
  for (let index = history.length - 1; index >= 0; index--) {
    const line = (history[index]?.createdBy ?? '').replace(SHELL_COMMENT, '').trim();
    if (!line.startsWith(`${name} `)) continue;
    const words = listedWords(line.slice(name.length).trim());
    return words === undefined ? undefined : { words, index };
  }
  return undefined;
}

/** `["a","b"]`, or as old builders printed it, `["a" "b"]`, `[a b]`; undefined for what is no list. */
function listedWords(text: string): readonly string[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']') || text.length > 8192) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed) && parsed.every((each) => typeof each === 'string')) return parsed;
  } catch {
    const spaced = text.replace(/"\s+"/g, '","');
    try {
      const parsed: unknown = JSON.parse(spaced);
      if (Array.isArray(parsed) && parsed.every((each) => typeof each === 'string')) return parsed;
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** The one text file that a COPY or ADD says it brought: its path without a leading slash. */
export function copiedTextFile(createdBy: string): string | undefined {
  const line = createdBy
    .replace(SHELL_COMMENT, '')
    .replace(/\s*# buildkit$/, '')
    .trim();
  const words = line.split(/\s+/).filter((word) => word !== '' && !word.startsWith('--'));
  if (words.length < 3 || words.length > 5 || !/^(?:COPY|ADD)$/.test(words[0] ?? '')) return undefined;
  const sources = words.slice(1, -1).filter((word) => word !== 'in');
  const target = words.at(-1) ?? '';
  const [source = ''] = sources;
  if (sources.length !== 1 || /[*?[]/.test(source) || !target.startsWith('/') || !TEXT_FILE.test(target))
    return undefined;
  return source.startsWith('file:') || TEXT_FILE.test(source) ? target.slice(1) : undefined;
}
