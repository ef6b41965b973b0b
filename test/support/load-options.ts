import type { LoadOptions } from '../../src/image/source.ts';

/** Options for loading an image, with nothing taken from this machine's environment. */
export function loadOptions(temporaryFolder: string, more: Partial<LoadOptions> = {}): LoadOptions {
  return { signal: new AbortController().signal, registry: {}, temporaryFolder, environment: {}, ...more };
}
