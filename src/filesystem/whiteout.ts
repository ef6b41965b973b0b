import type { CleanPath } from './path.ts';

/** What a `.wh.` file means for the layers below. Source: OCI image specification, layer.md. */
export type Whiteout =
  | { readonly kind: 'removes'; readonly path: string }
  | { readonly kind: 'opaque'; readonly path: string }
  /** Bookkeeping of old union file systems: means nothing. */
  | { readonly kind: 'none' };

const PREFIX = Buffer.from('.wh.');
const META_PREFIX = '.wh..wh.';
const OPAQUE = '.wh..wh..opq';

/** Undefined for ordinary paths. Paths in the answer are bytes, each of them one character: they need not be UTF-8. */
export function readWhiteout({ bytes: path, nameStart }: Pick<CleanPath, 'bytes' | 'nameStart'>): Whiteout | undefined {
  for (let i = 0; i < PREFIX.length; i++) if (path[nameStart + i] !== PREFIX[i]) return undefined;
  const text = Buffer.from(path).toString('latin1');
  const slash = text.lastIndexOf('/');
  const directory = slash < 0 ? '' : text.slice(0, slash);
  const name = text.slice(slash + 1);
  if (name === OPAQUE) return { kind: 'opaque', path: directory };
  if (name.startsWith(META_PREFIX) || name.length === PREFIX.length) return { kind: 'none' };
  const hidden = name.slice(PREFIX.length);
  return { kind: 'removes', path: directory === '' ? hidden : `${directory}/${hidden}` };
}
