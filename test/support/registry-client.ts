import type { Image, Layer } from '../../src/image/image.ts';
import type { RegistryTiming } from '../../src/image/registry/timing.ts';
import type { LoadOptions } from '../../src/image/source.ts';
import { registrySource } from '../../src/image/sources/registry.ts';

/** Waits of milliseconds, so that tests of troubles are over soon. */
export const quickTiming: RegistryTiming = {
  connectMs: 2_000,
  headersMs: 200,
  idleMs: 200,
  documentMs: 1_000,
  attempts: 4,
  backoffMs: 1,
  longestWaitMs: 60,
  helperMs: 2_000,
  progressBytes: 1_000,
};

/** Options that know no proxy, no credentials and no configuration but what the test gives. */
export function loadOptions(changes: Partial<LoadOptions> = {}): LoadOptions {
  const signal = new AbortController().signal;
  return {
    signal,
    registry: {},
    temporaryFolder: '/nonexistent',
    environment: {},
    platform: 'linux/amd64',
    ...changes,
  };
}

/** Loads through the registry source with quick waits. */
export function loadImage(input: string, changes: Partial<LoadOptions> = {}): Promise<Image> {
  return registrySource(quickTiming).load(input, loadOptions(changes));
}

/** A layer's stored bytes. */
export async function storedBytes(layer: Layer | undefined, signal = new AbortController().signal): Promise<Buffer> {
  if (layer?.content.kind !== 'stream') throw new Error('not a layer that streams');
  const chunks: Uint8Array[] = [];
  for await (const chunk of layer.content.open(signal)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
