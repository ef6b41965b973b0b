import { readFile, stat } from 'node:fs/promises';
import { messageOf } from '../../base/errors.ts';
import { asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';

/** What a registry accepts as proof of who asks. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** Traded for a token at the token server. */
  | { readonly kind: 'identity'; readonly token: string }
  /** Sent to the registry as it is. */
  | { readonly kind: 'bearer'; readonly token: string };

/** A `config.json` of Docker's or an `auth.json` of Podman's. */
export interface DockerConfig {
  readonly path: string;
  readonly document: JsonObject;
}

/** Where Docker Hub's credentials are filed. */
export const HUB_SERVER = 'https://index.docker.io/v1/';
const HUB_HOSTS = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/** Undefined when there is no such file. @throws Error when there is one that cannot be read. */
export async function readDockerConfig(path: string): Promise<DockerConfig | undefined> {
  try {
    if ((await stat(path)).size > limits.credentialFile) throw new Error('too large');
    const document = asObject(parseJson(await readFile(path, 'utf8')));
    if (!document) throw new Error('not a JSON object');
    return { path, document };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    // What a JSON parser quotes may be part of a password.
    const reason = error instanceof Error && 'code' in error ? messageOf(error) : 'it is not a JSON object';
    throw new Error(`${path} cannot be used: ${reason}`);
  }
}

/** Names under which credentials for the repository may be filed, the most specific first. */
export function credentialKeys(domain: string, repository: string): readonly string[] {
  const parts = repository.split('/');
  const hosts = HUB_HOSTS.includes(domain) ? HUB_HOSTS : [domain];
  const keys: string[] = [];
  for (let depth = parts.length; depth >= 0; depth--) {
    for (const host of hosts) keys.push([host, ...parts.slice(0, depth)].join('/'));
  }
  return keys;
}

/** The helper program that keeps this registry's credentials, by `credHelpers` or `credsStore`. */
export function helperOf(config: DockerConfig, keys: readonly string[]): string | undefined {
  const own = bestEntry(config.document.credHelpers, keys);
  const name = asText(own) ?? asText(config.document.credsStore);
  return name === '' ? undefined : name;
}

/** Credentials that stand in the file itself. */
export function storedCredentials(config: DockerConfig, keys: readonly string[]): Credentials | undefined {
  const entry = asObject(bestEntry(config.document.auths, keys));
  if (!entry) return undefined;
  const bearer = asText(entry.registrytoken);
  if (bearer) return { kind: 'bearer', token: bearer };
  const identity = asText(entry.identitytoken);
  if (identity) return { kind: 'identity', token: identity };
  const pair = decodePair(asText(entry.auth) ?? '');
  const username = pair?.username ?? asText(entry.username);
  const password = pair?.password ?? asText(entry.password);
  return username && password !== undefined ? { kind: 'password', username, password } : undefined;
}

function bestEntry(table: Json | undefined, keys: readonly string[]): Json | undefined {
  const entries = Object.entries(asObject(table) ?? {});
  for (const key of keys) {
    const found = entries.find(([name]) => normalizedKey(name) === key);
    if (found) return found[1];
  }
  return undefined;
}

/** Docker files by URL or host, Podman by host or a path under it. */
function normalizedKey(name: string): string {
  const bare = name.replace(/^https?:\/\//, '');
  if (bare !== name) return bare.split('/')[0] ?? '';
  return bare.replace(/\/(?:v[12]\/?)?$/, '');
}

function decodePair(text: string): { username: string; password: string } | undefined {
  const decoded = Buffer.from(text, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon <= 0) return undefined;
  // Old versions of Docker filled the password up with NULs.
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') };
}
