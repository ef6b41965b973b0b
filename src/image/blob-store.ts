import type { LayerContent } from './image.ts';
import type { Descriptor } from './manifest.ts';

/** Where the documents and layers of an image lie. */
export interface BlobStore {
  /** A manifest, index or config document, whole, at most limits.manifest bytes; its digest is verified by the caller. */
  document(descriptor: Descriptor): Promise<Uint8Array>;
  /** Where a layer's stored bytes are; `absent` when the store does not have them. */
  layer(descriptor: Descriptor): LayerContent;
}
