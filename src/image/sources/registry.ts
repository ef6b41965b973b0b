import { throwIfAborted } from '../../base/http/retry.ts';
import { createTransport } from '../../base/http/transport.ts';
import { assembleImage } from '../assemble.ts';
import {
  familiarReference,
  formatReference,
  isReference,
  parseReference,
  type Reference,
  repositoryName,
} from '../reference.ts';
import { createClient } from '../registry/client.ts';
import { endpointsOf } from '../registry/endpoint.ts';
import { fetchRoot, repositoryStore } from '../registry/repository.ts';
import { defaultTiming, type RegistryTiming } from '../registry/timing.ts';
import type { ImageSource } from '../source.ts';

/** Images in registries: OCI distribution 1.1 and Docker Registry v2. */
export const registry: ImageSource = registrySource();

/** The source with other waiting times than the usual ones. */
export function registrySource(changes: Partial<RegistryTiming> = {}): ImageSource {
  const timing: RegistryTiming = { ...defaultTiming, ...changes };
  return {
    name: 'registry',
    accepts: isReference,
    async load(input, load) {
      const { signal, environment, notice } = load;
      throwIfAborted(signal);
      const reference = parseReference(input);
      const transport = createTransport({ environment, caFile: load.registry.caFile, timing });
      const clients = endpointsOf(reference, load.registry).map((endpoint) =>
        createClient({ endpoint, transport, timing, load }),
      );
      const context = { timing, signal, notice };
      const root = await fetchRoot(reference, clients, context);
      return assembleImage(root, repositoryStore(root.clients, context), {
        name: familiarReference(reference),
        source: 'registry',
        references: referencesOf(reference, root.digest),
        ...(load.platform === undefined ? {} : { platform: load.platform }),
      });
    },
  };
}

/** The tag as asked for, and the digest it led to. */
function referencesOf(reference: Reference, digest: string): readonly string[] {
  const byDigest = `${repositoryName(reference)}@${digest}`;
  const { digest: _, ...byTag } = reference;
  return reference.tag === undefined ? [byDigest] : [formatReference(byTag), byDigest];
}
