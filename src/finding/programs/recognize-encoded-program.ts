import type { DecodedPayload } from './decode-payloads.ts';
import { excerptAt, places } from './recognition.ts';

const DECODER = String.raw`(?:b64decode|b32decode|b16decode|b85decode|a85decode|unhexlify|fromhex|\bdecompress\(|marshal\.loads|codecs\.decode|rot_?13|gzinflate|gzuncompress|gzdecode|base64_decode|hex2bin|strrev\(|convert_uudecode|rawurldecode|urldecode|Buffer\.from\(|new Buffer\(|\batob\(|fromCharCode|\bunescape\(|decodeURIComponent\(|\bunpack\b|\bpack\b|decode_base64|decode64|Inflate\.inflate|FromBase64String|\bchr\(|\bbytes\(|\bbytearray\(|String\.from)`;
const SINK = String.raw`(?:(?<![\w.$>])(?:exec|eval|assert|create_function|system|load|loadstring|dostring|iex|IEX|instance_eval|shell_exec|passthru)|\bnew\s{1,4}Function|\breturn Function|\b(?:__import__|runInThisContext|runInNewContext|runInContext|\._compile|execSync|os\.system|popen|Popen|preg_replace|ScriptBlock\]::Create|Invoke-Expression|pickle\.loads|subprocess\.\w{1,16}|child_process["']\)\.exec\w{0,4}))`;

/** `exec(base64.b64decode(…`: what runs stands before what decodes, on one line or nearly. */
const DIRECT = new RegExp(String.raw`${SINK}\s{0,4}[({\s"'\x60@][^;\n]{0,160}?${DECODER}`, 'g');
/** What is encoded stands before its decoder: `eval(["…"].pack("H*"))`. */
const POSTFIX = new RegExp(
  String.raw`${SINK}\s{0,4}[(\s]\s{0,8}[(\[]?\s{0,4}["'\x60][^"'\x60\n]{20,200000}["'\x60]\s{0,4}[)\]]?\.(?:unpack1?|pack|tr|reverse|split)\b`,
  'g',
);
/** `code = b64decode(…)`; later comes `exec(code)`. */
const ASSIGNED = new RegExp(String.raw`([$@]?\b\w{1,40})\s{0,4}=\s{0,4}[^;=\n]{0,80}?${DECODER}`, 'g');
const USED = new RegExp(String.raw`${SINK}\s{0,4}[(\s]\s{0,8}(?:compile\(\s{0,4})?[\\]?([$@]?\b\w{1,40})`, 'g');
/** `… | iex`, `powershell -enc …`. */
const PIPED =
  /FromBase64String[^\n]{0,100000}\|\s{0,4}(?:iex|Invoke-Expression)\b|\b(?:powershell|pwsh)(?:\.exe)?\b[^\n]{0,120}\s-e(?:nc|ncodedcommand|c)?\s{1,4}[A-Za-z0-9+/=]{20}/gi;

/** Where a text decodes something and runs it; undefined where it does not. */
export function encodedExecutionAt(text: string): { at: number; excerpt: string } | undefined {
  const at = [DIRECT, POSTFIX, PIPED]
    .map((pattern) => places(text, pattern, 1).next().value?.index)
    .find((each) => each !== undefined);
  const place = at ?? namedExecutionAt(text);
  return place === undefined ? undefined : { at: place, excerpt: excerptAt(text, place) };
}

function namedExecutionAt(text: string): number | undefined {
  const assigned = new Map<string, number>();
  for (const match of places(text, ASSIGNED, 500))
    if (!assigned.has(match[1] ?? '')) assigned.set(match[1] ?? '', match.index);
  if (assigned.size === 0) return undefined;
  for (const match of places(text, USED, 2_000)) {
    const at = assigned.get(match[1] ?? '');
    if (at !== undefined && at < match.index) return match.index;
  }
  return undefined;
}

/** What the decoded texts were decoded by, in words. */
export function chainOf(payloads: readonly DecodedPayload[]): string {
  const longest = payloads.reduce<readonly string[]>(
    (best, { decoded }) => (decoded.length > best.length ? decoded : best),
    [],
  );
  return longest.join(' inside ');
}
