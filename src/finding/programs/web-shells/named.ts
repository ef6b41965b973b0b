import { excerptAt, type Recognition } from '../recognition.ts';

interface NamedShell {
  readonly name: string;
  /** Words that it alone has, in lower case; all of them. */
  readonly says: readonly string[];
}

/** Web shells and tunnels that are handed around, by what their code says of itself. */
const SHELLS: readonly NamedShell[] = [
  { name: 'reGeorg', says: ['georg says', 'x-cmd'] },
  { name: 'reGeorg', says: ['x-cmd', 'x-target', 'x-port', 'x-status'] },
  { name: 'Neo-reGeorg', says: ['neogeorg'] },
  { name: 'WSO', says: ['filesman', 'wso_version'] },
  { name: 'WSO', says: ['default_action', 'filesman', 'eval('] },
  { name: 'c99', says: ['c99sh', '$_'] },
  { name: 'c99', says: ['c99shell', 'safe_mode'] },
  { name: 'r57', says: ['r57shell', '$_'] },
  { name: 'b374k', says: ['b374k', '$_'] },
  { name: 'p0wny', says: ['p0wny', 'featureshell'] },
  { name: 'Alfa', says: ['alfa', 'solevisible'] },
  { name: 'IndoXploit', says: ['indoxploit', '$_'] },
  { name: 'Weevely', says: ['weevely', 'create_function'] },
  { name: 'China Chopper', says: ['request.item["', 'eval(', '"unsafe"'] },
  { name: 'antak', says: ['antak', 'powershell.exe', 'processstartinfo'] },
  { name: 'Behinder', says: ['rebeyond', 'session', 'eval('] },
  { name: 'Godzilla', says: ['defineclass', 'payload', 'session.setattribute', 'getparameter(pass)'] },
];

export const namedShellWords: readonly string[] = [
  'georg says',
  'neogeorg',
  'filesman',
  'c99sh',
  'r57shell',
  'b374k',
  'p0wny',
  'solevisible',
  'indoxploit',
  'rebeyond',
];

/** A web shell that says which one it is. */
export function* recognizeNamedWebShell(text: string): Generator<Recognition> {
  const lower = text.toLowerCase();
  for (const { name, says } of SHELLS) {
    if (!says.every((each) => lower.includes(each))) continue;
    const at = lower.indexOf(says[0] ?? '');
    yield {
      rule: 'malware/web-shell',
      family: 'web-shell',
      weight: 'strong',
      at,
      excerpt: excerptAt(text, at),
      does: `is the web shell ${name} by what it says of itself`,
    };
    return;
  }
}
