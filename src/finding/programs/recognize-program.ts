import { type DecodedPayload, decodePayloads } from './decode-payloads.ts';
import { foldLiterals } from './fold-literals.ts';
import { heaviest, type Recognition, type SourceLanguage } from './recognition.ts';
import { chainOf, encodedExecutionAt } from './recognize-encoded-program.ts';
import { recognizeFetchAndRun } from './recognize-fetch-and-run.ts';
import { recognizeReverseShell } from './recognize-reverse-shell.ts';
import { recognizeShellText } from './recognize-shell-text.ts';
import { recognizeStolenSecrets } from './recognize-stolen-secrets.ts';
import { recognizeWebShell } from './recognize-web-shell.ts';

/** What a program would do that no honest one does, by what it says and by what it carries encoded. `size`: of the whole, where the text is a part. */
export function recognizeProgram(text: string, language?: SourceLanguage, size = text.length): Recognition[] {
  const folded = foldLiterals(text);
  return heaviest([...plainly({ text, folded, size }, language), ...encoded(folded)]);
}

function plainly(
  { text: given, folded: text, size }: { readonly text: string; readonly folded: string; readonly size: number },
  language: SourceLanguage | undefined,
): Recognition[] {
  if (language === 'shell') return recognizeShellText(text);
  return [
    ...recognizeReverseShell(text, language),
    ...recognizeFetchAndRun(text, language),
    ...recognizeStolenSecrets(text),
    ...recognizeWebShell({ text: given, folded: text, size }, language),
  ];
}

const RUNS =
  /\b(?:eval|exec|import|require|system|function|socket|curl|wget|open|include|assert|iex|popen)\b|<\?php|#!/i;

function encoded(text: string): Recognition[] {
  const execution = encodedExecutionAt(text);
  if (!execution) return [];
  const payloads = decodePayloads(text);
  const found: Recognition[] = [];
  const hostile: DecodedPayload[] = [];
  for (const payload of payloads) {
    const folded = foldLiterals(payload.text);
    const inside = [
      ...plainly({ text: payload.text, folded, size: payload.text.length }, undefined),
      ...recognizeShellText(folded),
    ].filter(({ weight }) => weight !== 'weak');
    if (inside.length === 0) continue;
    hostile.push(payload);
    for (const one of inside)
      found.push({
        ...one,
        at: payload.at,
        does: `${one.does}, from code hidden by ${payload.decoded.join(' inside ')}`,
      });
  }
  const code = payloads.filter((payload) => RUNS.test(payload.text));
  const nested = code.some(isNested);
  if (hostile.length === 0 && code.length === 0) return [];
  found.push({
    rule: 'malware/encoded-program',
    weight: hostile.length > 0 || nested ? 'strong' : 'weak',
    family: 'encoding',
    at: execution.at,
    excerpt: execution.excerpt,
    does: `decodes a program that it carries (${chainOf(hostile.length > 0 ? hostile : code)}) and runs it`,
  });
  return found;
}

/** Code that again carries code, and runs it. */
function isNested({ text }: DecodedPayload): boolean {
  const folded = foldLiterals(text);
  return encodedExecutionAt(folded) !== undefined && decodePayloads(folded).some((inner) => RUNS.test(inner.text));
}
