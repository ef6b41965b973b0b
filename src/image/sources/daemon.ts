import { UnavailableError, UsageError } from '../../base/errors.ts';
import { spool } from '../archive/spool.ts';
import { type DaemonEndpoint, daemonEndpoints } from '../daemon/endpoints.ts';
import { connectEngine } from '../daemon/engine-api.ts';
import type { Image } from '../image.ts';
import { parsePlatform } from '../platform.ts';
import type { ImageSource, LoadOptions } from '../source.ts';
import { loadArchive } from './archive.ts';

/** Images that a Docker or podman on this machine, or the one that `DOCKER_HOST` names, already has. */
export const daemon: ImageSource = {
  name: 'daemon',

  accepts: (input) => /^[A-Za-z0-9]/.test(input),

  async load(input, options) {
    const endpoints = daemonEndpoints(options.environment);
    if (endpoints.length === 0) {
      throw new UnavailableError(
        'unreachable',
        'no container engine is running here: no socket of Docker or podman is where it usually is; set DOCKER_HOST',
      );
    }
    const failures: unknown[] = [];
    for (const endpoint of endpoints) {
      try {
        return await loadFrom(endpoint, input, options);
      } catch (error) {
        if (!isElsewherePerhaps(error)) throw error;
        failures.push(error);
      }
    }
    throw failures.find((error) => error instanceof UsageError) ?? failures[0];
  },
};

async function loadFrom(endpoint: DaemonEndpoint, input: string, options: LoadOptions): Promise<Image> {
  const { temporaryFolder: folder, signal, reference } = options;
  const platform = options.platform === undefined ? undefined : parsePlatform(options.platform);
  const engine = await connectEngine(endpoint, signal);
  try {
    const found = await engine.inspect(input);
    if (!found) throw new UsageError('no-such-image', `the container engine at ${endpoint.name} has no image ${input}`);
    const path = await spool(engine.save(found, platform), { folder, signal });
    const image = await loadArchive(path, options, {
      path: reference ?? input,
      source: 'daemon',
      ...(options.platform === undefined ? {} : { platform: options.platform }),
    });
    return { ...image, references: [...new Set([reference ?? input, ...found.references, ...image.references])] };
  } finally {
    await engine.close();
  }
}

/** An engine that is down, or has no such image, does not speak for the others. */
function isElsewherePerhaps(error: unknown): boolean {
  if (error instanceof UsageError) return error.code === 'no-such-image' || error.code === 'no-such-platform';
  return error instanceof UnavailableError && error.code === 'unreachable';
}
