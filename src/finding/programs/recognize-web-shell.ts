import type { Recognition, SourceLanguage } from './recognition.ts';
import { recognizeNamedWebShell } from './web-shells/named.ts';
import { recognizePhpWebShell } from './web-shells/php.ts';
import { recognizeServerWebShell } from './web-shells/servers.ts';

/** Code that runs what a request brings, whatever it was written in. `folded`: the same text with its literals put together. */
export function recognizeWebShell(
  given: { readonly text: string; readonly folded: string; readonly size: number },
  language?: SourceLanguage,
): Recognition[] {
  return [
    ...(language === undefined || language === 'php' ? recognizePhpWebShell(given) : []),
    ...(language === 'php' ? [] : recognizeServerWebShell(given, language)),
    ...recognizeNamedWebShell(given.folded),
  ];
}
