import type { Client, Dispatcher } from 'undici';
import { FormatError, IntegrityError, messageOf, UnavailableError, UsageError } from '../../base/errors.ts';
import { asText } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { field, parseDocument, textField, textListField } from '../fields.ts';
import type { Platform } from '../image.ts';
import type { DaemonEndpoint } from './endpoints.ts';

/** What an engine says of an image it has. */
export interface EngineImage {
  /** Of the config, or with containerd's image store of the manifest or index. */
  readonly id: string;
  readonly references: readonly string[];
  /** Version of the engine's API, like [1, 48]. */
  readonly apiVersion: readonly [number, number];
}

/** A connection to an engine. Docker's API, which podman speaks too. */
export interface Engine {
  /** Undefined when the engine has no image of that name. */
  inspect(name: string): Promise<EngineImage | undefined>;
  /** The image as an archive, of one platform or of all that the engine has. */
  save(image: EngineImage, platform: Platform | undefined): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** @throws UnavailableError when the engine does not answer, or answers with an error. */
export async function connectEngine(endpoint: DaemonEndpoint, signal: AbortSignal): Promise<Engine> {
  const { Client } = await import('undici');
  const client = new Client(endpoint.url, {
    connect: { ...(endpoint.socketPath === undefined ? {} : { socketPath: endpoint.socketPath }), ...endpoint.tls },
  });
  const get = (path: string, headersTimeout: number) => request(client, { path, headersTimeout }, { endpoint, signal });
  return {
    async inspect(name) {
      const response = await get(`/images/${pathOf(name)}/json`, INSPECT_TIMEOUT_MS);
      const body = await wholeBody(response, endpoint);
      if (response.statusCode === 404) return undefined;
      if (response.statusCode !== 200) throw refused(response.statusCode, body, endpoint);
      return readImage(body, apiVersionOf(response), endpoint);
    },
    async *save(image, platform) {
      const query = platform && knowsPlatforms(image) ? `?platform=${encodeURIComponent(platformJson(platform))}` : '';
      const response = await get(`/images/${pathOf(image.id)}/get${query}`, SAVE_TIMEOUT_MS);
      if (response.statusCode !== 200)
        throw refused(response.statusCode, await wholeBody(response, endpoint), endpoint);
      try {
        yield* response.body;
      } catch (error) {
        throw unreachable(error, { endpoint, signal });
      }
    },
    close: () => client.destroy(),
  };
}

const INSPECT_TIMEOUT_MS = 30_000;
/** Engines put a whole image together before they send its first byte. */
const SAVE_TIMEOUT_MS = 30 * 60_000;

interface Context {
  readonly endpoint: DaemonEndpoint;
  readonly signal: AbortSignal;
}

type Response = Dispatcher.ResponseData;

async function request(
  client: Client,
  what: { path: string; headersTimeout: number },
  context: Context,
): Promise<Response> {
  try {
    return await client.request({ ...what, method: 'GET', signal: context.signal });
  } catch (error) {
    throw unreachable(error, context);
  }
}

function unreachable(error: unknown, { endpoint, signal }: Context): unknown {
  if (signal.aborted) return signal.reason;
  const code = error instanceof Error && 'code' in error ? String(error.code) : messageOf(error);
  const hint = code === 'EACCES' ? '; you may not use that socket' : '';
  return new UnavailableError(
    'unreachable',
    `the container engine at ${endpoint.name} does not answer (${code})${hint}`,
    {
      cause: error,
    },
  );
}

/** Names keep their slashes: the API's route takes them as they are. */
function pathOf(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

async function wholeBody(response: Response, endpoint: DaemonEndpoint): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > limits.manifest)
      throw new IntegrityError('over-limit', `the engine at ${endpoint.name} answers without end`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(status: number, body: Uint8Array, endpoint: DaemonEndpoint): Error {
  const reason = reasonOf(body);
  const said = `the container engine at ${endpoint.name} answers ${status}${reason === '' ? '' : `: ${reason}`}`;
  return status === 400 || status === 404
    ? new UsageError('no-such-image', said)
    : new UnavailableError('server-error', said);
}

function reasonOf(body: Uint8Array): string {
  try {
    const message = asText(field(parseDocument(body), 'message')) ?? '';
    return message.slice(0, 300);
  } catch {
    return '';
  }
}

function readImage(body: Uint8Array, apiVersion: readonly [number, number], endpoint: DaemonEndpoint): EngineImage {
  try {
    const document = parseDocument(body);
    const id = textField(document, 'Id');
    if (!id || !/^[a-z0-9:]{8,150}$/.test(id)) throw new FormatError('it has no Id');
    const tags = textListField(document, 'RepoTags') ?? [];
    return { id, references: [...tags, ...(textListField(document, 'RepoDigests') ?? [])], apiVersion };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UnavailableError(
      'server-error',
      `the container engine at ${endpoint.name} describes the image in a way that is not understood: ${error.message}`,
      { cause: error },
    );
  }
}

function apiVersionOf(response: Response): readonly [number, number] {
  const header = response.headers['api-version'];
  const [, major = '0', minor = '0'] = /^(\d{1,4})\.(\d{1,4})/.exec(typeof header === 'string' ? header : '') ?? [];
  return [Number(major), Number(minor)];
}

/** Since Docker's API 1.48; older engines and podman have one platform for each image. */
function knowsPlatforms({ apiVersion: [major, minor] }: EngineImage): boolean {
  return major > 1 || (major === 1 && minor >= 48);
}

function platformJson({ os, architecture, variant }: Platform): string {
  return JSON.stringify({ os, architecture, ...(variant === undefined ? {} : { variant }) });
}
