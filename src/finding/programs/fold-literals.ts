/**
 * A text in which strings that were taken apart are whole again: escapes of printable characters, `chr(47)`, pieces joined
 * by `+`, `.` or `..`, reversed and replaced literals. Only what needs no running is put together.
 */
export function foldLiterals(text: string): string {
  let folded = text;
  if (folded.includes('\\')) folded = foldEscapes(folded);
  if (/chr\(|fromcharcode\(|char\(/i.test(folded)) folded = foldCharacters(folded);
  folded = joinPieces(folded);
  for (let round = 0; round < 2; round++) {
    const next = joinPieces(foldCalls(folded));
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u\{?00([0-9a-fA-F]{2})\}?|([01][0-7]{2}))/g;

function foldEscapes(text: string): string {
  return text.replace(ESCAPE, (whole, hex?: string, unicode?: string, octal?: string) => {
    const code = octal === undefined ? Number.parseInt(hex ?? unicode ?? '', 16) : Number.parseInt(octal, 8);
    return isPlain(code) ? String.fromCharCode(code) : whole;
  });
}

/** Not quotes, backslashes or line ends, which would change how the rest reads. */
function isPlain(code: number): boolean {
  return code >= 0x20 && code < 0x7f && code !== 0x22 && code !== 0x27 && code !== 0x5c && code !== 0x60;
}

const CHARACTERS =
  /(?:\bString\.fromCharCode|\bstring\.char|\bchr|\[char\])\s{0,4}\(?\s{0,4}((?:0x[0-9a-f]{1,2}|\d{1,3})(?:\s{0,4},\s{0,4}(?:0x[0-9a-f]{1,2}|\d{1,3})){0,40})\s{0,4}\)/gi;

function foldCharacters(text: string): string {
  return text.replace(CHARACTERS, (whole, list: string) => {
    const codes = list.split(',').map((each) => Number(each.trim()));
    if (codes.length === 1 && !isPlain(codes[0] ?? 0)) return whole;
    const made = String.fromCharCode(...codes.filter((code) => code < 256));
    return `"${made.replace(/["\\\n\r]/g, (character) => (character === '"' ? "'" : ' '))}"`;
  });
}

const JOINT = /(?<=[^\s(,=+[{&])["']\s{0,40}(?:\+|\.\.?|&)\s{0,40}["']/g;

function joinPieces(text: string): string {
  return text.replace(JOINT, '');
}

const REPLACED =
  /\bstr_replace\(\s{0,4}["']([^"'\n]{1,20})["']\s{0,4},\s{0,4}["']([^"'\n]{0,20})["']\s{0,4},\s{0,4}(["'])([^"'\n]{0,2000})\3\s{0,4}\)/g;
const CALL = /\b(strrev|str_rot13|base64_decode|hex2bin|atob)\(\s{0,4}(["'])([^"'\n]{1,48})\2\s{0,4}\)/g;
const SLICED = /(["'])([^"'\n]{2,400})\1\s{0,4}\[::-1\]/g;
const REVERSED_JS =
  /(["'])([^"'\n]{2,400})\1\.split\(\s{0,2}["']{2}\s{0,2}\)\.reverse\(\)\.join\(\s{0,2}["']{2}\s{0,2}\)/g;

/** Short names that a call spells out: `strrev('metsys')`. Long texts are left to `decodePayloads`. */
function foldCalls(text: string): string {
  let folded = text;
  if (folded.includes('str_replace'))
    folded = folded.replace(REPLACED, (_, what: string, by: string, _quote, where: string) =>
      quoted(where.replaceAll(what, by)),
    );
  if (folded.includes('[::-1]')) folded = folded.replace(SLICED, (_, _quote, value: string) => quoted(reversed(value)));
  if (folded.includes('.reverse()'))
    folded = folded.replace(REVERSED_JS, (_, _quote, value: string) => quoted(reversed(value)));
  return folded.replace(CALL, (whole, name: string, _quote, value: string) => {
    const made = called(name, value);
    return made !== undefined && /^[\x20-\x7e]+$/.test(made) ? quoted(made) : whole;
  });
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', "'").replaceAll('\\', '')}"`;
}

function called(name: string, value: string): string | undefined {
  if (name === 'strrev') return reversed(value);
  if (name === 'str_rot13') return rot13(value);
  if (name === 'hex2bin') return /^(?:[0-9a-f]{2})+$/i.test(value) ? latin(Buffer.from(value, 'hex')) : undefined;
  return /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? latin(Buffer.from(value, 'base64')) : undefined;
}

function latin(bytes: Buffer): string {
  return bytes.toString('latin1');
}

export function reversed(text: string): string {
  return [...text].reverse().join('');
}

export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}
