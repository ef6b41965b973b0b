/** Options of filters that take the next word. */
const VALUED: Readonly<Record<string, RegExp>> = {
  tail: /^-[nc]$/,
  head: /^-[nc]$/,
  cut: /^-[dfcb]$/,
  base64: /^-w$/,
  sed: /^-[ef]$/,
  awk: /^-[Fvf]$/,
  grep: /^-[eABCm]$/,
};
const ALL: ReadonlySet<string> = new Set('cat base64 base32 zcat gunzip gzip rev tac tail head cut'.split(' '));
/** Their first word is a program or a pattern, unless an option has it. */
const BEHIND_FIRST: ReadonlySet<string> = new Set(['sed', 'awk', 'grep']);

/** The files that a filter is told to read; none where it reads its input. */
export function filesRead(
  name: string,
  { words, operands }: { readonly words: readonly string[]; readonly operands: readonly string[] },
): readonly string[] {
  if (name === 'openssl') return words.flatMap((word, at) => (words[at - 1] === '-in' ? [word] : []));
  if (name === 'xxd') return operands.slice(0, 1).filter((word) => word !== '-');
  const first = BEHIND_FIRST.has(name);
  if (!first && !ALL.has(name)) return [];
  const valued = VALUED[name];
  const files = words.slice(1).filter((word, index) => {
    const before = words[index] ?? '';
    return !(word.length > 1 && word.startsWith('-')) && word !== '-' && !(index > 0 && valued?.test(before));
  });
  const given = first && !words.some((word) => word === '-e' || word === '-f') ? files.slice(1) : files;
  return given.filter((word) => !/^\+\d+$/.test(word));
}
