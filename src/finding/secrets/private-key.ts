import { DER, type DerValue, derMembers, derNumber, derValue } from './der.ts';

/** A private key as it is stored. */
export interface StoredKey {
  readonly form: 'rsa' | 'dsa' | 'ec' | 'pkcs8' | 'openssh' | 'pgp';
  /** Only a passphrase opens it. */
  readonly encrypted: boolean;
  /** The bytes, for a fingerprint. */
  readonly bytes: Uint8Array;
}

/** The key in PEM or armour whose `-----BEGIN …` starts at an offset: read, not only seen. Undefined where there is none. */
export function readPrivateKey(text: string, begin: number): StoredKey | undefined {
  const head = HEAD.exec(text.slice(begin, begin + 64));
  if (!head) return undefined;
  const [line = '', kind = '', isBlock] = head;
  const rest = text.slice(begin + line.length, begin + line.length + LONGEST);
  const end = rest.search(/-----END|-----BEGIN/);
  const { bytes, isEncrypted } = decodeBody(end < 0 ? rest : rest.slice(0, end));
  if (bytes.length < 32) return undefined;
  if (isBlock) return readPgp(bytes);
  switch (kind.trim()) {
    case 'OPENSSH':
      return readOpenSsh(bytes);
    case 'ENCRYPTED':
      return isEncryptedPkcs8(bytes) ? { form: 'pkcs8', encrypted: true, bytes } : undefined;
    default:
      if (isEncrypted) return { form: 'rsa', encrypted: true, bytes };
      return readDer(bytes, end >= 0);
  }
}

const HEAD = /^-----BEGIN ((?:RSA|DSA|EC|ANY|ENCRYPTED|OPENSSH|PGP) )?PRIVATE KEY( BLOCK)?-----/;
/** Characters of one key: 16,384 bits of RSA take less. */
const LONGEST = 16_000;

/** What the lines encode, be they lines of a file, of a string with escapes, or of strings that are joined. */
function decodeBody(text: string): { readonly bytes: Uint8Array; readonly isEncrypted: boolean } {
  const lines = text.replace(/\\+[nr]/g, '\n').split(/[\r\n]+/);
  if (lines.length < 3 && !lines.some((line) => line.includes(': ')))
    lines.splice(0, lines.length, ...text.split(/\s+|\\+[nr]/));
  const isEncrypted = lines.some((line) => /^Proc-Type: 4,ENCRYPTED/.test(line));
  const base64 = lines
    .filter((line) => !line.includes(':'))
    .map((line) => /[A-Za-z0-9+/]{4,}={0,2}/.exec(line)?.[0] ?? '');
  return { bytes: Buffer.from(base64.join(''), 'base64'), isEncrypted };
}

/** PKCS#1, SEC 1, DSA and PKCS#8. `whole` says that no byte of it was cut. */
function readDer(bytes: Uint8Array, whole: boolean): StoredKey | undefined {
  const outer = derValue(bytes, 0);
  if (outer?.tag !== DER.sequence || (whole && outer.end > bytes.length)) return undefined;
  const members = derMembers(bytes, outer, 10);
  const [version, second, third] = members;
  if (version?.tag !== DER.integer || derNumber(bytes, version) > 1n || !second) return undefined;
  if (second.tag === DER.sequence) {
    const isKey = derMembers(bytes, second, 3)[0]?.tag === DER.object && (third ? third.tag === DER.octets : !whole);
    return isKey && isSound(bytes, third) ? { form: 'pkcs8', encrypted: false, bytes } : undefined;
  }
  if (second.tag === DER.octets) {
    const length = second.end - second.start;
    return length >= 16 && length <= 72 ? { form: 'ec', encrypted: false, bytes } : undefined;
  }
  if (members.length === 6) return { form: 'dsa', encrypted: false, bytes };
  return isRsa(bytes, members, whole) ? { form: 'rsa', encrypted: false, bytes } : undefined;
}

/** What a PKCS#8 wrapper holds: RSA is checked, what is shorter is taken on its word. */
function isSound(bytes: Uint8Array, inner: DerValue | undefined): boolean {
  if (!inner) return true;
  const content = bytes.subarray(inner.start, inner.end);
  const whole = inner.end <= bytes.length;
  const sequence = derValue(content, 0);
  if (sequence?.tag !== DER.sequence) return inner.end - inner.start >= 16;
  const members = derMembers(content, sequence, 10);
  return members.length < 9 ? members.length >= 1 : isRsa(content, members, whole);
}

/** Is the modulus the product of the primes? */
function isRsa(bytes: Uint8Array, members: readonly DerValue[], whole: boolean): boolean {
  const [, modulus, , , p, q] = members;
  if (!modulus || members.some(({ tag }) => tag !== DER.integer)) return false;
  const bits = (modulus.end - modulus.start) * 8;
  if (bits < 500 || bits > 20_000) return false;
  if (!p || !q || q.end > bytes.length) return !whole;
  return derNumber(bytes, p) * derNumber(bytes, q) === derNumber(bytes, modulus);
}

function isEncryptedPkcs8(bytes: Uint8Array): boolean {
  const outer = derValue(bytes, 0);
  if (outer?.tag !== DER.sequence) return false;
  const [algorithm] = derMembers(bytes, outer, 2);
  return algorithm?.tag === DER.sequence && derMembers(bytes, algorithm, 2)[0]?.tag === DER.object;
}

/** PROTOCOL.key of OpenSSH. */
function readOpenSsh(bytes: Uint8Array): StoredKey | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = 'openssh-key-v1\0';
  if (view.toString('latin1', 0, magic.length) !== magic) return undefined;
  let offset = magic.length;
  const fields: Buffer[] = [];
  for (let i = 0; i < 5; i++) {
    // Between the options of the key derivation and the public key stands the number of keys.
    if (i === 3) offset += 4;
    if (offset + 4 > view.length) return undefined;
    const length = view.readUInt32BE(offset);
    if (length > view.length) return undefined;
    fields.push(view.subarray(offset + 4, offset + 4 + length));
    offset += 4 + length;
  }
  const [cipher, , , , secret] = fields;
  if (!cipher || !secret) return undefined;
  if (cipher.toString('latin1') !== 'none') return { form: 'openssh', encrypted: true, bytes };
  // The same random number twice tells a right passphrase from a wrong one; without a passphrase too.
  if (secret.length < 8 || secret.readUInt32BE(0) !== secret.readUInt32BE(4)) return undefined;
  return { form: 'openssh', encrypted: false, bytes };
}

/** A secret key packet of OpenPGP (RFC 4880 §5.5.3). */
function readPgp(bytes: Uint8Array): StoredKey | undefined {
  const tag = bytes[0] ?? 0;
  const isNew = (tag & 0xc0) === 0xc0;
  if ((tag & 0x80) === 0 || (isNew ? tag & 0x3f : (tag >> 2) & 0xf) !== 5) return undefined;
  const lengthBytes = isNew ? ((bytes[1] ?? 0) < 192 ? 1 : (bytes[1] ?? 0) < 224 ? 2 : 5) : 1 << (tag & 3);
  const start = 1 + lengthBytes;
  if (bytes[start] !== 4) return { form: 'pgp', encrypted: true, bytes };
  const usage = afterPublicKey(bytes, start + 6, bytes[start + 5] ?? 0);
  return { form: 'pgp', encrypted: usage === undefined || bytes[usage] !== 0, bytes };
}

/** Where the numbers of a public key end. */
function afterPublicKey(bytes: Uint8Array, start: number, algorithm: number): number | undefined {
  const curve = [18, 19, 22].includes(algorithm);
  const numbers = curve ? 1 : ({ 1: 2, 2: 2, 3: 2, 16: 3, 17: 4 }[algorithm] ?? 0);
  if (numbers === 0) return undefined;
  let offset = curve ? start + 1 + (bytes[start] ?? 0) : start;
  for (let i = 0; i < numbers; i++) offset += 2 + (((bytes[offset] ?? 0) * 256 + (bytes[offset + 1] ?? 0) + 7) >> 3);
  if (algorithm === 18) offset += 1 + (bytes[offset] ?? 0);
  return offset < bytes.length ? offset : undefined;
}
