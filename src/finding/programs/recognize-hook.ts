import { readScript } from '../../behavior/shell/read-script.ts';
import { heaviest, type Recognition, type SourceLanguage } from './recognition.ts';
import { recognizeProgram } from './recognize-program.ts';
import { recognizeShellText } from './recognize-shell-text.ts';

const INTERPRETERS: readonly (readonly [RegExp, SourceLanguage])[] = [
  [/^(?:.*\/)?(?:node|nodejs|bun|deno)$/, 'node'],
  [/^(?:.*\/)?python[\d.]*$/, 'python'],
  [/^(?:.*\/)?perl$/, 'perl'],
  [/^(?:.*\/)?ruby$/, 'ruby'],
  [/^(?:.*\/)?php$/, 'php'],
  [/^(?:.*\/)?(?:powershell|pwsh)(?:\.exe)?$/, 'powershell'],
];

/** What a script that a package manager runs would do that no honest one does. */
export function recognizeHook(line: string): Recognition[] {
  const found = recognizeShellText(line);
  const { commands } = readScript(line, { place: { field: 'hook', decoded: [] } });
  for (const { words } of commands) {
    const [name = '', ...rest] = words.map(({ text }) => text);
    const language = INTERPRETERS.find(([pattern]) => pattern.test(name))?.[1];
    if (language === undefined) continue;
    const code = rest.filter((word) => /[\s(;]/.test(word)).join('\n');
    if (code) found.push(...recognizeProgram(language === 'powershell' ? `${name} ${rest.join(' ')}` : code, language));
  }
  return heaviest(found).filter(({ weight }) => weight !== 'weak');
}
