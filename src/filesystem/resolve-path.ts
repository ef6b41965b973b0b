import { limits } from '../base/limits.ts';

/** Where a path leads when its symlinks are followed. */
export interface ResolvedPath {
  /** Free of symlinks, `.` and `..`; nothing need exist there. */
  readonly path: string;
  /** How many symlinks were followed. */
  readonly hops: number;
}

/**
 * Follows symlinks within the image: absolute targets start at the image's root, `..` stops there.
 * `linkAt` tells the target of a symlink, undefined for anything else.
 * Undefined when the links go in circles or the path grows beyond the limits.
 */
export function resolvePath(path: string, linkAt: (path: string) => string | undefined): ResolvedPath | undefined {
  const pending = path.split('/').reverse();
  const done: string[] = [];
  let hops = 0;
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      done.pop();
      continue;
    }
    done.push(part);
    if (done.length > limits.pathDepth) return undefined;
    const target = linkAt(done.join('/'));
    if (target === undefined) continue;
    if (++hops > limits.symlinkHops || target.length > limits.path) return undefined;
    done.pop();
    if (target.startsWith('/')) done.length = 0;
    pending.push(...target.split('/').reverse());
  }
  return { path: done.join('/'), hops };
}
