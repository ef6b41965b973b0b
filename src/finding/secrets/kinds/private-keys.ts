import { isPlaceholder } from '../placeholder.ts';
import { readPrivateKey, type StoredKey } from '../private-key.ts';
import type { FoundSecret, SecretKind, SecretPlace } from '../secret-kind.ts';

const PEM = ['private key-----', 'private key block-----'];
const HOST_KEY = /(?:^|\/)ssh_host_\w+_key$/;
const SNAKE_OIL = /snake[-_]?oil/i;
/** Where servers keep the keys of certificates, self-signed ones for the most part. */
const TLS_PLACE =
  /(?:^|\/)(?:ssl|tls|certs?|certificates?|pki|nginx|apache2|httpd|haproxy|postfix|dovecot|slapd|ldap|stunnel)\/|(?:^|\/)(?:server|localhost|tls|ssl|cert|privkey|self-?signed)[\w.-]*\.(?:key|pem)$/i;

/**
 * Private keys in PEM, in armour, in PuTTY's form, and those wrapped in base64. In texts only: programs and libraries have keys
 * in them to test themselves with.
 */
export const privateKeyKinds: readonly SecretKind[] = [
  {
    name: 'private-key',
    title: 'private key',
    severity: 'critical',
    keywords: PEM,
    told: 'structure',
    textOnly: true,
    find: pem(
      (key, path) =>
        !key.encrypted &&
        isPlain(key) &&
        !isKnown(key) &&
        !HOST_KEY.test(path) &&
        !SNAKE_OIL.test(path) &&
        !TLS_PLACE.test(path),
    ),
    fix: 'Make a new key, have the old one refused wherever it is known, and mount keys when the container runs.',
  },
  {
    name: 'tls-private-key',
    title: 'private key of a TLS certificate',
    severity: 'high',
    keywords: PEM,
    told: 'structure',
    textOnly: true,
    find: pem(
      (key, path) =>
        !key.encrypted &&
        isPlain(key) &&
        !isKnown(key) &&
        !HOST_KEY.test(path) &&
        !SNAKE_OIL.test(path) &&
        TLS_PLACE.test(path),
    ),
    fix: 'Have the certificate revoked and issued for a new key, and mount it when the container runs. A self-signed one is best made at the first start.',
  },
  {
    name: 'ssh-private-key',
    title: 'SSH private key',
    severity: 'critical',
    keywords: ['openssh private key-----'],
    told: 'structure',
    textOnly: true,
    find: pem((key, path) => key.form === 'openssh' && !key.encrypted && !HOST_KEY.test(path), 'OPENSSH '.length),
    fix: 'Remove the public key from every authorized_keys, make a new key, and give it to builds by `RUN --mount=type=ssh`.',
  },
  {
    name: 'ssh-host-key',
    title: 'SSH host key',
    severity: 'medium',
    keywords: PEM,
    told: 'structure',
    textOnly: true,
    find: pem((key, path) => !key.encrypted && HOST_KEY.test(path)),
    fix: 'Delete host keys in the build step that installs the server, and make them at the first start: everybody who has the image can pose as its containers.',
  },
  {
    name: 'snakeoil-key',
    title: 'private key of a self-signed placeholder certificate',
    severity: 'low',
    keywords: PEM,
    told: 'structure',
    textOnly: true,
    find: pem((key, path) => !key.encrypted && SNAKE_OIL.test(path)),
    fix: 'Use a certificate of your own, mounted when the container runs.',
  },
  {
    name: 'public-example-key',
    title: 'private key that is publicly known',
    severity: 'low',
    keywords: PEM,
    told: 'structure',
    textOnly: true,
    find: pem((key) => isKnown(key)),
    fix: 'Remove it, and its public half wherever it may log in.',
  },
  {
    name: 'encrypted-private-key',
    title: 'private key under a passphrase',
    severity: 'low',
    keywords: [...PEM, 'putty-user-key-file-'],
    told: 'structure',
    textOnly: true,
    find: (place) => pem((key) => key.encrypted)(place) ?? putty(place, false),
    fix: 'Keep it out of the image: a passphrase can be guessed at leisure.',
  },
  {
    name: 'pgp-private-key',
    title: 'PGP private key',
    severity: 'critical',
    keywords: ['pgp private key block-----'],
    told: 'structure',
    textOnly: true,
    find: pem((key) => key.form === 'pgp' && !key.encrypted, 'PGP '.length),
    fix: 'Revoke the key, make a new one, and give it to builds as a secret.',
  },
  {
    name: 'putty-private-key',
    title: 'PuTTY private key',
    severity: 'critical',
    keywords: ['putty-user-key-file-'],
    told: 'structure',
    textOnly: true,
    find: (place) => putty(place, true),
    fix: 'Remove the public key from every authorized_keys, and make a new key.',
  },
  {
    name: 'encoded-private-key',
    title: 'private key in base64',
    severity: 'critical',
    keywords: ['LS0tLS1CRUdJTi'.toLowerCase()],
    told: 'structure',
    textOnly: true,
    find: encodedKey,
    fix: 'Have the credentials that it belongs to revoked, and mount new ones when the container runs.',
  },
];

/** Looks for a key in PEM that fits. `inner`: how far into the label of the key the keyword starts. */
function pem(fits: (key: StoredKey, path: string) => boolean, inner = 0): SecretKind['find'] {
  return ({ text, at, path = '' }: SecretPlace): FoundSecret | undefined => {
    const begin = text.lastIndexOf('-----BEGIN ', at);
    if (begin < 0 || at + inner - begin > 24) return undefined;
    const key = readPrivateKey(text, begin);
    if (!key || !fits(key, path)) return undefined;
    const line = text.slice(begin, text.indexOf('-----', begin + 11) + 5);
    return {
      value: Buffer.from(key.bytes.buffer, key.bytes.byteOffset, key.bytes.byteLength).toString('base64'),
      masked: `${line}…`,
    };
  };
}

/** Neither of the forms that have kinds of their own. */
function isPlain({ form }: StoredKey): boolean {
  return form !== 'openssh' && form !== 'pgp';
}

/** Keys that are printed in documentation for all to use: of jwt.io, Vagrant, RFC 9500, GitHub's API. Parts of them suffice. */
const KNOWN = [
  ['VJTUt9Us8cKjMzEf', 'YyjiWA4R4'].join(''),
  ['DdlatRjRjogo3Woj', 'gGHFHYLugdUWAY9iR3fy4arWNA1KoS8kVw33c'].join(''),
  ['evZzL1gdAFr88hb2', 'OF/2NxApJCzGCEDdfSp6VQO30hy'].join(''),
  ['MIIEogIBAAKCAQEA', '6NF8iallvQVp22WDkTkyrtvp9eWW6A8YVr'].join(''),
  ['MIIEowIBAAKCAQEA', 'sPnoGUOnrpiSqt4XynxA+HRP7S+BSObI6qJ7fQAVSPtRkqso'].join(''),
  ['MIIEowIBAAKCAQEA', 'uEPzOUE+kiEH1WLiMeBytTEF8'].join(''),
  // The ssh2 package for Node tries signatures with it, in bundles too.
  ['Kj+sVa9WcD', ''].join(''),
];

function isKnown({ bytes }: StoredKey): boolean {
  const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return KNOWN.some((part) => base64.includes(part));
}

function putty({ text, at }: SecretPlace, isOpen: boolean): FoundSecret | undefined {
  const head = text.slice(at, at + 4000);
  const [line] = /^PuTTY-User-Key-File-[23]: [\w-]{3,40}/.exec(head) ?? [];
  const [, encryption] = /\nEncryption: ([\w-]{2,20})/.exec(head) ?? [];
  const [, lines] = /\nPrivate-Lines: \d{1,3}\r?\n((?:[A-Za-z0-9+/=]{4,80}\r?\n){1,60})/.exec(head) ?? [];
  if (!line || !lines || (encryption === 'none') !== isOpen) return undefined;
  return { value: lines, masked: `${line}…` };
}

function encodedKey({ text, at }: SecretPlace): FoundSecret | undefined {
  const [base64 = ''] = /^[A-Za-z0-9+/]{100,12000}/.exec(text.slice(at, at + 12_000)) ?? [];
  if (!base64.startsWith('LS0tLS1CRUdJTi')) return undefined;
  const decoded = Buffer.from(base64, 'base64').toString('latin1');
  if (!decoded.slice(0, 64).includes('PRIVATE KEY')) return undefined;
  const key = readPrivateKey(decoded, 0);
  if (!key || key.encrypted || isKnown(key) || isPlaceholder(base64.slice(60, 160))) return undefined;
  return { value: base64, masked: 'LS0tLS1CRUdJTi…' };
}
