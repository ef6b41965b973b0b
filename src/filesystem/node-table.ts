import { pathKey } from './path.ts';

/**
 * The nodes of a merged tree: one per path that any layer speaks of, in columns of numbers.
 * A path is not stored; it is the first bytes of some row's path.
 */
export interface NodeTable {
  readonly count: number;
  /** The node of a path; -1 when there is none. */
  find(path: PathBytes): number;
  /** The node of a path; made when missing, absent and unlinked. `layer` says whose pool the bytes are; without it they are copied. */
  ensure(path: PathBytes, layer?: number): number;
  pathBytes(node: number): Uint8Array;
  /** Are the path's bytes those that start here? Tells it without looking at them. */
  isAt(node: number, place: { readonly layer: number; readonly start: number; readonly length: number }): boolean;
  /** State per node: see PRESENT, IMPLICIT, ABSENT. */
  state(node: number): number;
  setState(node: number, state: number): void;
  /** Which layer's which row holds the content. */
  contentLayer(node: number): number;
  contentRow(node: number): number;
  /** The layer that put it there: another one than the content's for hardlinks. */
  ownLayer(node: number): number;
  setContent(node: number, content: { readonly layer: number; readonly row: number; readonly ownLayer: number }): void;
  firstChild(node: number): number;
  nextSibling(node: number): number;
  parent(node: number): number;
  isLinked(node: number): boolean;
  link(node: number, parent: number): void;
  /** Drops the list of children; each of them becomes unlinked. */
  unlinkChildren(node: number): void;
}

/** A path within a pool of bytes, and its `pathKey`. */
export interface PathBytes {
  readonly pool: Uint8Array;
  readonly start: number;
  readonly length: number;
  readonly key: number;
}

export const ABSENT = 0;
/** A directory that no layer has an entry for, but files below it. */
export const IMPLICIT = 1;
export const PRESENT = 2;

export function createNodeTable(pools: readonly Uint8Array[], expected: number): NodeTable {
  let capacity = Math.max(1024, expected + (expected >> 3));
  let count = 0;
  const columns = {
    key: new Uint32Array(capacity),
    poolLayer: new Uint16Array(capacity),
    start: new Uint32Array(capacity),
    length: new Uint16Array(capacity),
    state: new Uint8Array(capacity),
    contentLayer: new Uint16Array(capacity),
    contentRow: new Uint32Array(capacity),
    ownLayer: new Uint16Array(capacity),
    parent: new Int32Array(capacity).fill(-1),
    firstChild: new Int32Array(capacity).fill(-1),
    nextSibling: new Int32Array(capacity).fill(-1),
  };
  let slots = new Int32Array(slotsFor(capacity)).fill(-1);
  let ownPool = Buffer.alloc(1024);
  let ownEnd = 0;

  return {
    get count() {
      return count;
    },
    find: (path) => slots[probe(path)] as number,
    ensure(path, layer) {
      const slot = probe(path);
      const known = slots[slot] as number;
      if (known >= 0) return known;
      if (count === capacity) {
        grow();
        return this.ensure(path, layer);
      }
      const node = count++;
      slots[slot] = node;
      columns.key[node] = path.key;
      columns.poolLayer[node] = layer ?? OWN_POOL;
      columns.start[node] = layer === undefined ? adopt(path) : path.start;
      columns.length[node] = path.length;
      return node;
    },
    pathBytes,
    isAt: (node, { layer, start, length }) =>
      columns.start[node] === start && columns.length[node] === length && columns.poolLayer[node] === layer,
    state: (node) => columns.state[node] as number,
    setState(node, state) {
      columns.state[node] = state;
    },
    contentLayer: (node) => columns.contentLayer[node] as number,
    contentRow: (node) => columns.contentRow[node] as number,
    ownLayer: (node) => columns.ownLayer[node] as number,
    setContent(node, content) {
      columns.contentLayer[node] = content.layer;
      columns.contentRow[node] = content.row;
      columns.ownLayer[node] = content.ownLayer;
    },
    firstChild: (node) => columns.firstChild[node] as number,
    nextSibling: (node) => columns.nextSibling[node] as number,
    parent: (node) => columns.parent[node] as number,
    isLinked: (node) => (columns.parent[node] as number) >= 0,
    link(node, parent) {
      columns.parent[node] = parent;
      columns.nextSibling[node] = columns.firstChild[parent] as number;
      columns.firstChild[parent] = node;
    },
    unlinkChildren(node) {
      for (let child = columns.firstChild[node] as number; child >= 0; ) {
        const next = columns.nextSibling[child] as number;
        columns.parent[child] = -1;
        columns.nextSibling[child] = -1;
        child = next;
      }
      columns.firstChild[node] = -1;
    },
  };

  function pathBytes(node: number): Uint8Array {
    const start = columns.start[node] as number;
    return poolOf(node).subarray(start, start + (columns.length[node] as number));
  }

  function poolOf(node: number): Uint8Array {
    const layer = columns.poolLayer[node] as number;
    return layer === OWN_POOL ? ownPool : (pools[layer] ?? ownPool);
  }

  function adopt({ pool, start, length }: PathBytes): number {
    if (ownEnd + length > ownPool.length) ownPool = Buffer.concat([ownPool], 2 * ownPool.length + length);
    ownPool.set(pool.subarray(start, start + length), ownEnd);
    ownEnd += length;
    return ownEnd - length;
  }

  /** The slot of the path, or the free one where it belongs. */
  function probe({ pool, start, length, key }: PathBytes): number {
    const mask = slots.length - 1;
    for (let slot = scatter(key) & mask; ; slot = (slot + 1) & mask) {
      const node = slots[slot] as number;
      if (node < 0) return slot;
      if (columns.key[node] === key && columns.length[node] === length && same(node, pool, start, length)) return slot;
    }
  }

  function same(node: number, pool: Uint8Array, start: number, length: number): boolean {
    const other = poolOf(node);
    const from = columns.start[node] as number;
    for (let i = 0; i < length; i++) if (other[from + i] !== pool[start + i]) return false;
    return true;
  }

  function grow(): void {
    capacity *= 2;
    for (const name of Object.keys(columns) as (keyof typeof columns)[]) {
      const old = columns[name];
      const larger = new (old.constructor as new (length: number) => typeof old)(capacity);
      if (larger instanceof Int32Array) larger.fill(-1);
      larger.set(old);
      Object.assign(columns, { [name]: larger });
    }
    slots = new Int32Array(slotsFor(capacity)).fill(-1);
    for (let node = 0; node < count; node++) {
      const start = columns.start[node] as number;
      const length = columns.length[node] as number;
      slots[probe({ pool: poolOf(node), start, length, key: columns.key[node] as number })] = node;
    }
  }
}

/** The low bits of a key are not its best. */
function scatter(key: number): number {
  const mixed = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

function slotsFor(nodes: number): number {
  return 2 ** Math.ceil(Math.log2(nodes * 2));
}

const OWN_POOL = 0xffff;

/** A path given as bytes, each of them one character: names need not be UTF-8, and must not be confused when they are not. */
export function pathBytesOfLatin1(path: string): PathBytes {
  return pathBytesIn(Buffer.from(path, 'latin1'));
}

/** A path that is all of a buffer. */
export function pathBytesIn(pool: Uint8Array): PathBytes {
  return { pool, start: 0, length: pool.length, key: pathKey(pool, 0, pool.length) };
}

/** A path given as text. */
export function pathBytesOf(path: string): PathBytes {
  return pathBytesIn(Buffer.from(path));
}
