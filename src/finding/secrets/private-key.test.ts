import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { findSecrets } from './find-secrets.ts';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ED = generateKeyPairSync('ed25519').privateKey;
const rsa = RSA.export({ type: 'pkcs8', format: 'pem' }).toString();

function kinds(text: string, path = 'app/key'): string[] {
  return findSecrets(text, path).map(({ kind }) => kind.name);
}

test('reads private keys of every form', () => {
  const pems = [
    rsa,
    RSA.export({ type: 'pkcs1', format: 'pem' }),
    EC.export({ type: 'sec1', format: 'pem' }),
    EC.export({ type: 'pkcs8', format: 'pem' }),
    ED.export({ type: 'pkcs8', format: 'pem' }),
  ];
  for (const pem of pems) assert.deepEqual(kinds(`# key\n${pem}`), ['private-key']);
});

test('reads keys in strings, joined lines, variables and JSON', () => {
  const lines = rsa.trimEnd().split('\n');
  assert.deepEqual(kinds(`KEY="${lines.join('\\n')}"`), ['private-key']);
  assert.deepEqual(kinds(`const key =\n  '${lines.join("\\n' +\n  '")}';`), ['private-key']);
  assert.deepEqual(kinds(lines.map((line) => `    ${line}`).join('\r\n')), ['private-key']);
  assert.deepEqual(kinds(lines.join(' ')), ['private-key']);
  assert.deepEqual(kinds(`client-key-data: ${Buffer.from(rsa).toString('base64')}`), ['encoded-private-key']);
});

test('the place says what a key is for', () => {
  assert.deepEqual(kinds(rsa, 'etc/nginx/ssl/site.key'), ['tls-private-key']);
  assert.deepEqual(kinds(rsa, 'etc/ssh/ssh_host_rsa_key'), ['ssh-host-key']);
  assert.deepEqual(kinds(rsa, 'etc/ssl/private/ssl-cert-snakeoil.key'), ['snakeoil-key']);
});

test('a passphrase makes it a lesser finding', () => {
  const options = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
  assert.deepEqual(kinds(RSA.export({ type: 'pkcs8', ...options }).toString()), ['encrypted-private-key']);
  assert.deepEqual(kinds(RSA.export({ type: 'pkcs1', ...options }).toString()), ['encrypted-private-key']);
});

test('OpenSSH keys tell by their header whether they are encrypted', () => {
  assert.deepEqual(kinds(openSsh('none'), 'root/.ssh/id_ed25519'), ['ssh-private-key']);
  assert.deepEqual(kinds(openSsh('aes256-ctr'), 'root/.ssh/id_ed25519'), ['encrypted-private-key']);
  assert.deepEqual(kinds(openSsh('none'), 'etc/ssh/ssh_host_ed25519_key'), ['ssh-host-key']);
});

test('PuTTY keys and PGP keys', () => {
  const putty = (encryption: string): string =>
    `PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: ${encryption}\r\nComment: x\r\nPublic-Lines: 1\r\nAAAAC3Nz\r\nPrivate-Lines: 1\r\n${'AAAAIGJh'.repeat(5)}\r\nPrivate-MAC: 0\r\n`;
  assert.deepEqual(kinds(putty('none')), ['putty-private-key']);
  assert.deepEqual(kinds(putty('aes256-cbc')), ['encrypted-private-key']);
  assert.deepEqual(kinds(pgp(0)), ['pgp-private-key']);
  assert.deepEqual(kinds(pgp(254)), ['encrypted-private-key']);
});

test('what only looks like a key is none', () => {
  const lines = rsa.trimEnd().split('\n');
  const [first = '', ...rest] = lines;
  assert.deepEqual(kinds(`${first}\n${lines.at(-1)}`), []);
  assert.deepEqual(kinds(`${first}\n...\n${lines.at(-1)}`), []);
  // A prime that does not divide the modulus.
  const broken = rest.map((line, index) => (index === 16 ? line.replace(/^...../, 'AAAAA') : line));
  assert.deepEqual(kinds([first, ...broken].join('\n')), []);
  assert.deepEqual(kinds(rsa.replaceAll('PRIVATE', 'PUBLIC')), []);
  assert.deepEqual(kinds(`echo "-----BEGIN PRIVATE KEY-----"; cat ${'body '.repeat(40)}`), []);
});

test('damaged keys are read in bounded time', () => {
  const bodies = [rsa, openSsh('none'), pgp(0)];
  for (let seed = 0; seed < 300; seed++) {
    const body = bodies[seed % bodies.length] ?? '';
    const at = (seed * 7919) % body.length;
    kinds(body.slice(0, at) + String.fromCharCode(33 + (seed % 90)) + body.slice(at + 1 + (seed % 3)));
  }
  const start = performance.now();
  for (const filler of ['+', '"', '\\n', '\n', 'A', ' ', '-----BEGIN ', '" +'])
    kinds(`-----BEGIN PRIVATE KEY-----\n${filler.repeat(8000)}x`.repeat(20));
  assert.ok(performance.now() - start < 10_000);
});

function openSsh(cipher: string): string {
  const field = (bytes: Uint8Array | string): Buffer => {
    const body = Buffer.from(bytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    return Buffer.concat([length, body]);
  };
  const secret = Buffer.concat([Buffer.from('12341234'), Buffer.from(ED.export({ type: 'pkcs8', format: 'der' }))]);
  const bytes = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    field(cipher),
    field(cipher === 'none' ? 'none' : 'bcrypt'),
    field(''),
    Buffer.from([0, 0, 0, 1]),
    field('ssh-ed25519'),
    field(secret),
  ]);
  const body = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN OPENSSH', ' PRIVATE KEY-----\n', body.join('\n'), '\n-----END OPENSSH PRIVATE KEY-----\n'].join(
    '',
  );
}

/** A version 4 packet of an EdDSA key: `usage` 0 is no passphrase. */
function pgp(usage: number): string {
  const curve = Buffer.from('092b06010401da470f01', 'hex');
  const body = Buffer.concat([
    Buffer.from([4, 1, 2, 3, 4, 22]),
    curve,
    Buffer.from([1, 7]),
    Buffer.alloc(33, 0x40),
    Buffer.from([usage]),
    Buffer.alloc(36, 7),
  ]);
  const packet = Buffer.concat([Buffer.from([0x94, body.length]), body]).toString('base64');
  return `-----BEGIN PGP${' '}PRIVATE KEY BLOCK-----\n\n${packet.match(/.{1,64}/g)?.join('\n')}\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----\n`;
}
