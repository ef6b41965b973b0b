import { readScript } from '../../behavior/shell/read-script.ts';
import { excerptAt, heaviest, type Recognition, type SourceLanguage } from './recognition.ts';
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
  const found = [...recognizeShellText(line), ...identityIn(line)];
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

const IDENTITY =
  /\b(?:curl|wget|nslookup|dig|host|ping)\b[^\n]{0,300}?(?:\$\(|`)\s{0,4}(?:whoami|hostname|id|uname|pwd|env|printenv)\b/;

/** An install says who it was run by, and where: what attackers of internal package names ask for first. */
function identityIn(line: string): Recognition[] {
  const match = IDENTITY.exec(line);
  if (!match) return [];
  return [
    {
      rule: 'malware/environment-sent-away',
      weight: 'strong',
      family: 'credential',
      at: match.index,
      excerpt: excerptAt(line, match.index),
      does: 'tells a foreign host who runs it and where',
    },
  ];
}
