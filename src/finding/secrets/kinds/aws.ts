import { isPlaceholder } from '../placeholder.ts';
import { type FoundSecret, mask, type SecretKind, type SecretPlace } from '../secret-kind.ts';
import { named, standsAlone, tokens } from '../token-kinds.ts';
import { entropyOf, looksRandom } from '../token-tests.ts';

/** Amazon Web Services. */
export const awsKinds: readonly SecretKind[] = [
  {
    name: 'aws-access-key',
    title: 'AWS access key with its secret',
    severity: 'critical',
    keywords: ['AKIA'],
    told: 'structure',
    textOnly: true,
    covers: ['aws-secret-key', 'aws-access-key-id'],
    find: (place) => {
      const id = accessKeyId(place);
      const secret = id && secretNear(place, id);
      return id && secret ? { value: id + secret, masked: `${mask(id, 4)}, ${mask(secret, 0)}` } : undefined;
    },
  },
  {
    name: 'aws-access-key-id',
    title: 'AWS access key id',
    severity: 'low',
    keywords: ['AKIA'],
    told: 'shape',
    textOnly: true,
    find: (place) => {
      const id = accessKeyId(place);
      return id && BASE32.test(id) && !secretNear(place, id) ? { value: id, masked: mask(id, 4) } : undefined;
    },
    falsePositives: 'An id alone opens nothing; its secret may be elsewhere in the image.',
  },
  {
    name: 'aws-temporary-credentials',
    title: 'temporary AWS credentials',
    severity: 'high',
    keywords: ['session_token', 'sessiontoken', 'security_token'],
    told: 'shape',
    textOnly: true,
    covers: ['aws-secret-key'],
    find: temporary,
    falsePositives: 'They end within hours or days; what is in the image is out of date as a rule.',
  },
  ...named([
    {
      name: 'aws-secret-key',
      title: 'AWS secret access key',
      names: [
        'aws_secret_access_key',
        'aws_secret_key',
        'secretaccesskey',
        'aws_secret',
        's3_secret_key',
        's3_secret_access_key',
      ],
      body: '[A-Za-z0-9/+]{40}',
      test: isSecretKey,
    },
  ]),
  ...tokens([
    {
      name: 'aws-bedrock-key',
      title: 'Amazon Bedrock API key',
      prefix: 'ABSKQmVkcm9ja0FQSUtleS',
      body: '[A-Za-z0-9+/]{90,260}={0,2}',
    },
  ]),
];

function accessKeyId({ text, at }: SecretPlace): string | undefined {
  ID.lastIndex = at;
  const [id] = ID.exec(text) ?? [];
  if (!id || !standsAlone(text, at, at + id.length)) return undefined;
  return isPlaceholder(id) || entropyOf(id.slice(4)) < 2.6 || !/\d/.test(id.slice(4)) ? undefined : id;
}

const ID = /AKIA[A-Z0-9]{16}/y;
/** Ids are base 32; beside a secret no more proof is wanted. */
const BASE32 = /^AKIA[A-Z2-7]{16}$/;

/** The secret that belongs to an id: the nearest text of its form within some lines. */
function secretNear({ text, at }: SecretPlace, id: string): string | undefined {
  const start = Math.max(0, at - 400);
  const near = text.slice(start, at + id.length + 600);
  let best: { secret: string; distance: number } | undefined;
  for (const match of near.matchAll(SECRET)) {
    const distance = Math.abs(start + match.index - at);
    if (isSecretKey(match[0]) && !isPlaceholder(match[0]) && (!best || distance < best.distance))
      best = { secret: match[0], distance };
  }
  return best?.secret;
}

const SECRET = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;

/** Forty drawn characters of base64: no digest in hex, no path. */
function isSecretKey(value: string): boolean {
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/\d/.test(value)) return false;
  return entropyOf(value) >= 4.3 && looksRandom(value);
}

function temporary(place: SecretPlace): FoundSecret | undefined {
  const near = place.text.slice(Math.max(0, place.at - 600), place.at + 2500);
  const [id] = /(?<![A-Za-z0-9])ASIA[A-Z2-7]{16}(?![A-Za-z0-9])/.exec(near) ?? [];
  const [token] = /(?<![A-Za-z0-9+/])(?:IQoJ|FwoG|FQoG|AQoD|AgoJ)[A-Za-z0-9+/]{100,2000}={0,2}/.exec(near) ?? [];
  if (!id || !token || isPlaceholder(id) || isPlaceholder(token)) return undefined;
  return { value: id + token, masked: mask(id, 4) };
}
