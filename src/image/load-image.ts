import { UnavailableError, UsageError } from '../base/errors.ts';
import { looksLikePath } from './archive/location.ts';
import type { Image } from './image.ts';
import type { ImageSource, LoadOptions } from './source.ts';
import { imageSources } from './sources/index.ts';

/**
 * Loads the image that a user's argument means. A prefix (`registry:`, `archive:`, `oci:`, `daemon:`, `rootfs:` and
 * their other names) says where it is, `-` is standard input; else an existing file is an archive, a folder a layout
 * or root file system, and the rest a reference, looked for in a local engine first and then in its registry.
 * @throws UsageError, UnavailableError, IntegrityError as the source does.
 */
export async function loadImage(
  input: string,
  options: LoadOptions,
  sources: readonly ImageSource[] = imageSources,
): Promise<Image> {
  const forced = parsePrefix(input);
  if (forced) return sourceNamed(forced.source, sources).load(forced.rest, options);
  const isReference = !looksLikePath(input);
  let notInEngine: unknown;
  for (const source of GUESSES.flatMap((name) => sources.filter((each) => each.name === name))) {
    const takesReferences = source.name === 'daemon' || source.name === 'registry';
    if ((takesReferences && !isReference) || !(await source.accepts(input))) continue;
    try {
      return await source.load(input, options);
    } catch (error) {
      options.signal.throwIfAborted();
      if (source.name !== 'daemon' || !isElsewherePerhaps(error)) throw error;
      notInEngine = error;
    }
  }
  throw notInEngine ?? nothingTakes(input);
}

/** The prefix that forces a source and what follows it, or undefined when the argument has none. */
export function parsePrefix(input: string): { source: string; rest: string } | undefined {
  if (input === '-') return { source: '-', rest: '-' };
  if (input.startsWith('docker://')) return { source: 'registry', rest: input.slice('docker://'.length) };
  const colon = input.indexOf(':');
  const source = PREFIXES.get(input.slice(0, Math.max(colon, 0)));
  const rest = input.slice(colon + 1);
  if (source === undefined || OWN_TAGS.test(input)) return undefined;
  if (rest === '') throw new UsageError('bad-reference', `${input} does not say which image`);
  return { source, rest };
}

/** In this order an argument without a prefix is offered to the sources. */
const GUESSES = ['archive', 'oci', 'rootfs', 'daemon', 'registry'];

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['archive', 'archive'],
  ['daemon', 'daemon'],
  ['dir', 'rootfs'],
  ['docker', 'daemon'],
  ['docker-archive', 'archive'],
  ['docker-daemon', 'daemon'],
  ['oci', 'oci'],
  ['oci-archive', 'archive'],
  ['oci-dir', 'oci'],
  ['podman', 'daemon'],
  ['registry', 'registry'],
  ['rootfs', 'rootfs'],
]);

/** `docker` and `registry` are also images, and `registry:2` means that one. */
const OWN_TAGS = /^(?:docker|registry):(?:\d[\w.-]*|(?:latest|edge|nightly|rc|cli|dind|git)(?:-[\w.-]+)?)$/;

function sourceNamed(name: string, sources: readonly ImageSource[]): ImageSource {
  const source = sources.find((each) => each.name === name);
  if (source) return source;
  throw new UsageError('unknown-source', `images cannot be loaded from ${name}`);
}

/** A local engine is a shortcut: what it lacks, or that it is not there, decides nothing. */
function isElsewherePerhaps(error: unknown): boolean {
  if (error instanceof UsageError) return ['no-such-image', 'no-such-platform', 'unknown-source'].includes(error.code);
  return error instanceof UnavailableError;
}

function nothingTakes(input: string): UsageError {
  return looksLikePath(input)
    ? new UsageError('no-such-file', `there is no file or folder ${input}`)
    : new UsageError('bad-reference', `${JSON.stringify(input.slice(0, 300))} is no image reference, file or folder`);
}
