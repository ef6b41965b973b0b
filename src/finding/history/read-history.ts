import type { Image } from '../../image/image.ts';
import type { Instruction } from './instruction.ts';
import { readInstruction } from './read-instruction.ts';

/** Steps of a build history that are looked at. */
export const MOST_HISTORY = 5_000;

/** The build of an image, step by step, as its history tells it. */
export function readHistory({ config, layers }: Pick<Image, 'config' | 'layers'>): Instruction[] {
  const { history } = config;
  // Squashed, flattened and imported images have another number of layers: then nothing says which made which.
  const matches = history.filter(({ emptyLayer }) => !emptyLayer).length === layers.length;
  let layer = 0;
  return history.slice(0, MOST_HISTORY).map((entry, index) => {
    const own = entry.emptyLayer ? undefined : layer++;
    const place = matches && own !== undefined ? { layer: own } : {};
    return { index, field: `history[${index}]`, ...place, ...readInstruction(entry) };
  });
}

/** A base image that history, labels or annotations name. */
export interface NamedBase {
  /** `docker.io/library/debian:12`, with a digest where one was written. */
  readonly name: string;
  /** Of the base's manifest, where a label tells it. */
  readonly digest?: string;
  /** Where it says so: `config.labels`, `history[0]`. */
  readonly field: string;
}

const BASE_NAME = 'org.opencontainers.image.base.name';
const BASE_DIGEST = 'org.opencontainers.image.base.digest';
const LONGEST_NAME = 512;

/** The base images it is said to be built on; buildah writes them into comments. */
export function namedBases({ config, annotations }: Pick<Image, 'config' | 'annotations'>): NamedBase[] {
  const bases: NamedBase[] = [];
  for (const [field, values] of [
    ['config.labels', config.labels],
    ['annotations', annotations],
  ] as const) {
    const name = values[BASE_NAME];
    const digest = values[BASE_DIGEST];
    if (name) bases.push({ name: name.slice(0, LONGEST_NAME), field, ...(digest ? { digest } : {}) });
  }
  for (const [index, { comment }] of config.history.slice(0, MOST_HISTORY).entries()) {
    const [, name] = /^FROM (\S{1,512})$/.exec((comment ?? '').slice(0, LONGEST_NAME + 16).trim()) ?? [];
    if (name !== undefined) bases.push({ name, field: `history[${index}]` });
  }
  return bases;
}

/** Is it a hash, in place of the name of what ADD or COPY brought? */
export function isHashed(source: string): boolean {
  return /^(?:file|dir|multi):[0-9a-f]{32,64}$/.test(source);
}
