/** What `sed` writes for plain `s/old/new/` and `y/abc/xyz/`; undefined for anything that would need patterns. */
export function substituteText(words: readonly string[], input: string): string | undefined {
  const scripts: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '-e' || word === '--expression') scripts.push(words[++at] ?? '');
    else if (/^-[Eru]+$/.test(word)) continue;
    else if (word.startsWith('-') || scripts.length > 0) return undefined;
    else scripts.push(word);
  }
  let text: string | undefined = input;
  for (const script of scripts) {
    for (const command of script.split(';')) {
      if (command.trim() !== '') text = text === undefined ? undefined : substitute(command.trim(), text);
    }
  }
  return text;
}

const SPECIAL = /[\\.*[\]^$+?(){}|&]/;

function substitute(command: string, text: string): string | undefined {
  const [kind = '', separator = ''] = command;
  const [, old = '', made, flags = ''] = command.split(separator || '/');
  if (made === undefined || separator === '') return undefined;
  if (kind === 'y') {
    return old.length === made.length ? [...text].map((each) => made[old.indexOf(each)] ?? each).join('') : undefined;
  }
  const literal = old.replace(/\\([./$*[\]^&-])/g, '$1');
  const escaped = old.replace(/\\[./$*[\]^&-]/g, '');
  if (kind !== 's' || old === '' || SPECIAL.test(escaped) || SPECIAL.test(made) || !/^g?$/.test(flags))
    return undefined;
  if (flags === 'g') return text.split(literal).join(made);
  return text
    .split('\n')
    .map((line) => {
      const at = line.indexOf(literal);
      return at < 0 ? line : line.slice(0, at) + made + line.slice(at + literal.length);
    })
    .join('\n');
}
