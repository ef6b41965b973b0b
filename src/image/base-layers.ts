import type { HistoryEntry } from './image.ts';

const ENDS_AN_IMAGE = /^(?:\/bin\/sh -c #\(nop\)\s+)?(?:CMD|ENTRYPOINT)\b/;

/**
 * How many of the lowest layers came with the image that this one was built on, as its history tells: Dockerfiles end in
 * CMD or ENTRYPOINT, so layers after the last of these before the top are new. Undefined where the history does not tell.
 */
export function countBaseLayers(history: readonly HistoryEntry[]): number | undefined {
  let layers = 0;
  let atLastEnd: number | undefined;
  let base: number | undefined;
  for (const { createdBy = '', emptyLayer } of history) {
    if (!emptyLayer) {
      layers += 1;
      if (atLastEnd !== undefined) base = atLastEnd;
    } else if (ENDS_AN_IMAGE.test(createdBy)) atLastEnd = layers;
  }
  return base;
}
