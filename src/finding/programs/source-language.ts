import type { FileHeader } from '../../filesystem/file.ts';
import type { ProgramLanguage } from '../program-text.ts';
import type { SourceLanguage } from './recognition.ts';

const BY_EXTENSION: ReadonlyMap<string, SourceLanguage> = new Map<string, SourceLanguage>(
  (
    [
      ['python', 'py pyw py3 wsgi cgi.py'],
      ['perl', 'pl pm cgi plx'],
      ['php', 'php php3 php4 php5 php7 php8 phtml pht phar inc phps'],
      ['ruby', 'rb erb rake gemspec'],
      ['node', 'js mjs cjs ts jsx tsx'],
      ['lua', 'lua'],
      ['java', 'java jsp jspx jspf jsw groovy scala kt'],
      ['go', 'go'],
      ['powershell', 'ps1 psm1 psd1'],
      ['awk', 'awk gawk'],
      ['asp', 'asp aspx ashx asmx asa cer cshtml cs vb'],
    ] as const
  ).flatMap(([language, extensions]) => extensions.split(' ').map((each) => [each, language] as const)),
);
const PICTURES: ReadonlySet<string> = new Set('jpg jpeg png gif ico bmp webp svg tif tiff woff woff2 css'.split(' '));
/** Interpreters by the first line. */
const SHEBANGS: readonly (readonly [RegExp, SourceLanguage])[] = [
  [/\bpython[\d.]*|\bpypy/, 'python'],
  [/\bperl/, 'perl'],
  [/\bphp/, 'php'],
  [/\bruby/, 'ruby'],
  [/\bnode|\bbun\b|\bdeno\b/, 'node'],
  [/\blua/, 'lua'],
  [/\bpwsh\b|\bpowershell/, 'powershell'],
  [/\b[gmn]?awk\b/, 'awk'],
  [/\b(?:ba|da|z|k|a)?sh\b|busybox/, 'shell'],
];

export function extensionOf(path: string): string {
  return /\.([A-Za-z0-9_]{1,12})$/.exec(path.slice(path.lastIndexOf('/') + 1))?.[1]?.toLowerCase() ?? '';
}

/** Named as a picture, a font or a style sheet. */
export function isPictureName(path: string): boolean {
  return PICTURES.has(extensionOf(path));
}

/** The language a file is written in, by its name, else its first line; undefined where neither tells. */
export function sourceLanguage(path: string, text: string): SourceLanguage | undefined {
  const named = BY_EXTENSION.get(extensionOf(path));
  if (named !== undefined) return named;
  const first = /^\ufeff?#!([^\n]{1,200})/.exec(text)?.[1];
  if (first !== undefined) return SHEBANGS.find(([pattern]) => pattern.test(first))?.[1];
  return /<\?php\b|<\?=/.test(text) ? 'php' : undefined;
}

/** The language as the startup plan has it, made finer by the file's name. */
export function languageOfProgram(
  language: ProgramLanguage,
  path: string | undefined,
  text: string,
): SourceLanguage | undefined {
  return language === 'other' ? (path === undefined ? undefined : sourceLanguage(path, text)) : language;
}

const PLAIN_NAMES =
  /^(?:read-?me|licen[cs]e|copying|change(?:s|log)|news|authors|contributing|todo|notice|thanks|history|install|credits|makefile|dockerfile|jenkinsfile|vagrantfile|rakefile|gemfile|record|metadata)/i;

/** May a file be a program's source, by its name and kind? No documents, data, or rule files. */
export function mayBeSource({ path, kind }: FileHeader): boolean {
  if (kind !== 'text' && kind !== 'script') return false;
  const extension = extensionOf(path);
  if (BY_EXTENSION.has(extension)) return !/\.(?:min|bundle|d)\.\w{1,4}$|\.(?:md|rst|txt|json)\.\w{1,4}$/.test(path);
  if (kind === 'script') return true;
  return extension === '' && !PLAIN_NAMES.test(path.slice(path.lastIndexOf('/') + 1));
}

const SERVED: ReadonlySet<SourceLanguage> = new Set<SourceLanguage>([
  'php',
  'java',
  'asp',
  'python',
  'perl',
  'ruby',
  'node',
  'lua',
]);

/** May a file be a page that a server runs, by its name? Pictures are looked into, too. */
export function mayBePage({ path, kind }: FileHeader): boolean {
  if (isPictureName(path)) return true;
  if (kind !== 'text' && kind !== 'script') return false;
  const extension = extensionOf(path);
  const language = BY_EXTENSION.get(extension);
  return (language !== undefined && SERVED.has(language)) || /^(?:html?|tpl|module|jpg|shtml)$/.test(extension);
}
