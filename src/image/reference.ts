import { type Digest, isDigest } from '../base/digest.ts';
import { UsageError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';

/** Names an image in a registry, with everything that people may leave out filled in. */
export interface Reference {
  /** Registry host with port, as written: `docker.io`, `localhost:5000`, `[::1]:5000`. */
  readonly domain: string;
  /** Repository inside the registry: `library/debian`. */
  readonly path: string;
  /** `latest` when neither tag nor digest was given. */
  readonly tag?: string;
  /** Decides over the tag where both are given. */
  readonly digest?: Digest;
}

const HUB = 'docker.io';
const LEGACY_HUB = 'index.docker.io';
const OFFICIAL = 'library/';
const LONGEST_PATH = 255;

const DOMAIN_LABEL = /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/;
const IPV6_HOST = /^\[[a-fA-F0-9:]+\]$/;
const PORT = /^[0-9]+$/;
const PATH_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const BARE_ID = /^[a-f0-9]{64}$/;

/**
 * Reads a reference as Docker does: `debian` is `docker.io/library/debian:latest`.
 * @throws UsageError `bad-reference`, saying what is wrong with it.
 */
export function parseReference(text: string): Reference {
  const refuse = refusalOf(text);
  if (text === '') throw refuse('it is empty');
  if (text.length > limits.reference) throw refuse(`it is longer than ${limits.reference} characters`);
  if (/^[a-zA-Z][a-zA-Z0-9+.-]{0,30}:\/\//.test(text)) throw refuse('it starts with a URL scheme; leave that out');
  if (BARE_ID.test(text)) throw refuse('64 hexadecimal digits are an image id, not a name');

  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const tagged = at < 0 ? text : text.slice(0, at);
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  const tag = colon < 0 ? undefined : tagged.slice(colon + 1);
  const { domain, path } = splitName(colon < 0 ? tagged : tagged.slice(0, colon));

  assertDomain(domain, refuse);
  assertPath(path, refuse);
  if (tag !== undefined && !TAG.test(tag)) {
    throw refuse('its tag must be 1 to 128 letters, digits, "_", "." or "-", and not start with "." or "-"');
  }
  if (digest !== undefined && !isDigest(digest)) {
    throw refuse('its digest must be "sha256:" and 64, or "sha512:" and 128, lower-case hexadecimal digits');
  }
  return { domain, path, ...tagAndDigest(tag, digest) };
}

/** Does the text parse as a reference? */
export function isReference(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}

/** The full form: `docker.io/library/debian:12`. */
export function formatReference(reference: Reference): string {
  return `${repositoryName(reference)}${suffix(reference)}`;
}

/** Registry and repository, without tag and digest: `docker.io/library/debian`. */
export function repositoryName(reference: Reference): string {
  return `${reference.domain}/${reference.path}`;
}

/** The short form that people write: `debian:12` for `docker.io/library/debian:12`. */
export function familiarReference(reference: Reference): string {
  return `${familiarName(reference)}${suffix(reference)}`;
}

/** The short form of the repository: `debian` for `docker.io/library/debian`. */
export function familiarName(reference: Reference): string {
  if (reference.domain !== HUB) return repositoryName(reference);
  const official = reference.path.slice(OFFICIAL.length);
  const short = reference.path.startsWith(OFFICIAL) && !official.includes('/') ? official : reference.path;
  // `docker.io/a.b/c` without its registry would name the registry `a.b`.
  return splitName(short).domain === HUB ? short : repositoryName(reference);
}

type Refuse = (reason: string) => UsageError;

function refusalOf(text: string): Refuse {
  // A URL pasted whole may hold a password: everything up to the last "@" behind its scheme stays unsaid.
  const shown = JSON.stringify(text.slice(0, limits.reference).replace(/^[^/]{0,40}:\/\/.*@/s, '')).slice(0, 200);
  return (reason) => new UsageError('bad-reference', `${shown} is not an image reference: ${reason}`);
}

/** What stands before the first slash is a registry only when it could not be the first part of a Docker Hub name. */
function splitName(name: string): { domain: string; path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:]/.test(first) || first.toLowerCase() !== first;
  const domain = !isDomain || first === LEGACY_HUB ? HUB : first;
  const path = isDomain ? name.slice(slash + 1) : name;
  return { domain, path: domain === HUB && !path.includes('/') ? `${OFFICIAL}${path}` : path };
}

function assertDomain(domain: string, refuse: Refuse): void {
  const portAt = domain.startsWith('[') ? domain.indexOf(']') + 1 : domain.indexOf(':');
  const host = portAt <= 0 || portAt === domain.length ? domain : domain.slice(0, portAt);
  const port = domain.slice(host.length);
  if (port !== '' && !(port.startsWith(':') && PORT.test(port.slice(1)) && Number(port.slice(1)) <= 65_535)) {
    throw refuse('its registry must be a host name, with or without ":" and a port number');
  }
  if (host.startsWith('[') ? !IPV6_HOST.test(host) : !host.split('.').every((label) => DOMAIN_LABEL.test(label))) {
    throw refuse('its registry is not a valid host name');
  }
}

function assertPath(path: string, refuse: Refuse): void {
  if (path.replace(OFFICIAL, '') === '') throw refuse('it names no repository');
  if (path !== path.toLowerCase()) throw refuse('its repository name must be lower case');
  if (path.length > LONGEST_PATH) throw refuse(`its repository name is longer than ${LONGEST_PATH} characters`);
  if (!path.split('/').every((component) => PATH_COMPONENT.test(component))) {
    throw refuse('its repository name must be lower-case letters and digits, parted by "/", ".", "_", "__" or "-"');
  }
}

function tagAndDigest(tag: string | undefined, digest: Digest | undefined): Pick<Reference, 'tag' | 'digest'> {
  if (tag === undefined && digest === undefined) return { tag: 'latest' };
  return { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function suffix(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  return reference.digest === undefined ? tag : `${tag}@${reference.digest}`;
}
