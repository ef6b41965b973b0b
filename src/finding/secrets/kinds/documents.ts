import { isKnownPassword, isPlaceholder } from '../placeholder.ts';
import { readPrivateKey } from '../private-key.ts';
import { type FoundSecret, mask, type SecretKind, type SecretPlace } from '../secret-kind.ts';
import { decodeJson, entropyOf } from '../token-tests.ts';

/** How the JSON of a service account begins, as it is downloaded and in one line. */
const ACCOUNT_HEADS = ['{\n  "type": "service_account', '{"type":"service_account"'];
const JWT_HEADS = ['eyjhbgcioi', 'eyj0exaioi', 'eyjrawqioi'];

/** Secrets that are told by the document they stand in. */
export const documentKinds: readonly SecretKind[] = [
  {
    name: 'gcp-service-account',
    title: 'Google Cloud service account key',
    severity: 'critical',
    keywords: ['private_key_id', ...ACCOUNT_HEADS.map((head) => encodedHead(head).toLowerCase())],
    told: 'structure',
    covers: ['private-key', 'tls-private-key'],
    find: serviceAccount,
  },
  {
    name: 'kubernetes-service-account-token',
    title: 'Kubernetes service account token',
    severity: 'high',
    keywords: JWT_HEADS,
    told: 'structure',
    textOnly: true,
    covers: ['jwt'],
    find: (place) => jwt(place, (claims) => String(claims.iss ?? '').includes('kubernetes') && 'sub' in claims),
  },
  {
    name: 'supabase-service-key',
    title: 'Supabase service role key',
    severity: 'high',
    keywords: JWT_HEADS,
    told: 'structure',
    textOnly: true,
    covers: ['jwt'],
    find: (place) => jwt(place, (claims) => claims.role === 'service_role' && claims.iss !== 'supabase-demo'),
  },
  {
    name: 'jwt',
    title: 'JSON web token',
    severity: 'medium',
    keywords: JWT_HEADS,
    told: 'shape',
    textOnly: true,
    publicInBrowsers: true,
    find: (place) => {
      const before = place.text.slice(Math.max(0, place.at - 48), place.at);
      const isNamed = /(?:token|jwt|bearer|auth\w{0,12}|secret|api_?key|credential)s?\W{0,6}$/i.test(before);
      return isNamed
        ? jwt(place, (claims) => claims.role === undefined || !/^(?:anon|service_role)$/.test(String(claims.role)))
        : undefined;
    },
    falsePositives: 'A token that has expired, or that is meant for all.',
  },
  {
    name: 'azure-sas',
    title: 'Azure shared access signature',
    severity: 'medium',
    keywords: ['&sig=', '?sig='],
    told: 'shape',
    textOnly: true,
    find: sharedAccessSignature,
    falsePositives: 'A signature whose end date has passed.',
  },
  {
    name: 'wireguard-key',
    title: 'WireGuard private key',
    severity: 'high',
    keywords: ['privatekey = ', 'privatekey='],
    told: 'shape',
    textOnly: true,
    find: wireGuard,
  },
  {
    name: 'kubernetes-secret',
    title: 'Kubernetes Secret with values',
    severity: 'high',
    keywords: ['kind: secret', 'kind":"secret"', 'kind": "secret"'],
    told: 'name',
    textOnly: true,
    find: kubernetesSecret,
    fix: 'Replace the values in the cluster, and keep manifests out of the image, or seal them.',
  },
];

/** As much of a text in base64 as does not change with what follows. */
function encodedHead(text: string): string {
  return Buffer.from(text.slice(0, text.length - (text.length % 3))).toString('base64');
}

function serviceAccount({ text, at, keyword }: SecretPlace): FoundSecret | undefined {
  const isEncoded = keyword.startsWith('e');
  const document = isEncoded
    ? Buffer.from(/^[A-Za-z0-9+/]{0,6000}/.exec(text.slice(at, at + 6000))?.[0] ?? '', 'base64').toString('latin1')
    : text.slice(Math.max(0, at - 1500), at + 5000);
  if (!/"type\\?"\s{0,4}:\s{0,4}\\?"service_account/.test(document)) return undefined;
  const [, name = ''] =
    /"client_email\\?"\s{0,4}:\s{0,4}\\?"([\w.-]{1,64}@[\w.-]{1,80}gserviceaccount\.com)/.exec(document) ?? [];
  const begin = document.indexOf('-----BEGIN ');
  const key = begin < 0 ? undefined : readPrivateKey(document, begin);
  if (!key || name === '') return undefined;
  return {
    value: Buffer.from(key.bytes.buffer, key.bytes.byteOffset, key.bytes.byteLength).toString('base64'),
    masked: `private_key of ${name}`,
  };
}

function jwt(
  { text, at }: SecretPlace,
  fits: (claims: ReturnType<typeof decodeJson> & object) => boolean,
): FoundSecret | undefined {
  const [token] =
    /^eyJ[\w-]{10,2000}\.eyJ[\w-]{8,4000}\.[\w-]{20,1400}(?![\w.-])/.exec(text.slice(at, at + 6000)) ?? [];
  if (!token || /[\w-]$/.test(text.slice(Math.max(0, at - 1), at))) return undefined;
  const [head = '', body = '', signature = ''] = token.split('.');
  const header = decodeJson(head);
  const claims = decodeJson(body);
  if (!header || !claims || typeof header.alg !== 'string' || header.alg === 'none') return undefined;
  // Of jwt.io, of its debugger's imitations, and of the RFCs.
  if (
    ['1234567890', 'joe', 'alice', 'bob'].includes(String(claims.sub)) ||
    claims.iss === 'joe' ||
    /John Doe|Jane Doe/.test(String(claims.name))
  )
    return undefined;
  if (isPlaceholder(signature) || entropyOf(signature) < 3.8 || /example\.(?:com|org|net)/.test(String(claims.iss)))
    return undefined;
  return fits(claims) ? { value: token, masked: mask(token, 0) } : undefined;
}

function sharedAccessSignature({ text, at }: SecretPlace): FoundSecret | undefined {
  const [, signature = ''] = /^[&?]sig=([A-Za-z0-9%+/]{43,80}(?:%3D|=))/i.exec(text.slice(at, at + 100)) ?? [];
  const near = text.slice(Math.max(0, at - 400), at + 400);
  if (signature === '' || !/[?&;]sv=20\d\d-\d\d-\d\d/.test(near) || !/[?&]sp=[a-z]{1,12}/.test(near)) return undefined;
  const bytes = Buffer.from(
    signature
      .replace(/%2[fF]/g, '/')
      .replace(/%2[bB]/g, '+')
      .replace(/%3[dD]/g, '='),
    'base64',
  );
  if (bytes.length !== 32 || entropyOf(signature) < 3.8 || isPlaceholder(signature)) return undefined;
  return { value: signature, masked: 'sig=…' };
}

/** Keys made by its own tools have some bits always set and others never. */
function wireGuard({ text, at }: SecretPlace): FoundSecret | undefined {
  const [, key = ''] =
    /^PrivateKey\s{0,3}=\s{0,3}([A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/.exec(text.slice(at, at + 80)) ?? [];
  if (key === '' || !text.slice(Math.max(0, at - 600), at + 600).includes('[Interface]')) return undefined;
  const bytes = Buffer.from(key, 'base64');
  const isClamped = ((bytes[0] ?? 0) & 7) === 0 && ((bytes[31] ?? 0) & 0xc0) === 0x40;
  return isClamped && entropyOf(key) >= 4 && !isPlaceholder(key) ? { value: key, masked: 'PrivateKey = …' } : undefined;
}

function kubernetesSecret({ text, at }: SecretPlace): FoundSecret | undefined {
  if (!/^kind"?:\s{0,3}"?Secret"?\s{0,3}(?:\r?\n|,|\}|$)/.test(text.slice(at, at + 32))) return undefined;
  const from = Math.max(text.lastIndexOf('\n---', at), at - 2000, 0);
  const to = text.indexOf('\n---', at);
  const document = text.slice(from, to < 0 ? at + 5000 : Math.min(to, at + 5000));
  if (!/apiVersion"?:\s{0,3}"?v1\b/.test(document)) return undefined;
  let part = '';
  for (const line of document.split(/\r?\n/).slice(0, 300)) {
    if (/^["']?\w/.test(line)) part = /^["']?(data|stringData)["']?:\s*$/.exec(line)?.[1] ?? '';
    const [, name = '', value = ''] =
      /^\s{1,8}["']?([\w.-]{1,80})["']?:\s{1,3}["']?([^\s"'|>#{][^\s"'#]{5,4000})["']?/.exec(line) ?? [];
    if (part === '' || value === '' || /\.crt$|^ca|namespace/.test(name)) continue;
    const plain = part === 'data' ? Buffer.from(value, 'base64').toString('latin1') : value;
    const isText = /^[\x20-\x7e\n]{6,}$/.test(plain);
    if (
      !isText ||
      isKnownPassword(plain) ||
      isPlaceholder(value) ||
      /(?:user|name|host|url|port|email|database)$/i.test(name)
    )
      continue;
    return { value: plain, masked: `${name}: …` };
  }
  return undefined;
}
