import { limits } from '../base/limits.ts';

/**
 * A path as a package database writes it (`/usr/bin/ls`, `./usr/bin/ls`, `usr/bin/ls`), as a path inside the image.
 * Undefined when it leads out of the image or names nothing. `root` is '' or ends in a slash.
 */
export function pathInImage(written: string, root = ''): string | undefined {
  if (written.length > limits.path || written.includes('\0')) return undefined;
  // Manifests have a hundred thousand lines, nearly all of them clean.
  const start = written.startsWith('./') ? 2 : written.startsWith('/') ? 1 : 0;
  if (!UNCLEAN.test(written) && start < written.length) return root + written.slice(start);
  const parts: string[] = [];
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') return undefined;
    parts.push(part);
  }
  return parts.length > 0 ? root + parts.join('/') : undefined;
}

/** A part that is empty, `.` or `..` behind the first slash, or a slash at the end. */
const UNCLEAN = /\/(?:\/|\.{1,2}(?:\/|$)|$)|^\.{1,2}$|^\.\.\/|^\.\/\./;

/** What stands before `tail` in the path: the root of the file system that a package database belongs to; '' if nothing. */
export function rootBefore(path: string, tail: string): string {
  return path.slice(0, Math.max(path.lastIndexOf(tail), 0));
}

/** Names and versions go into package URLs, paths and feeds: no white space or control characters, and not endless. */
export function isPlainWord(text: string | undefined): text is string {
  return text !== undefined && text !== '' && text.length <= limits.packageField && !/[\s\p{Cc}\p{Cf}]/u.test(text);
}
