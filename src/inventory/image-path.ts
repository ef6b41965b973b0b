import { limits } from '../base/limits.ts';

/** The folder that holds the path; '' for entries of the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of the path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Is the path inside the folder? '' is the root, which holds everything. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Where software with files in this folder was installed: what is above `lib` or `share`, else the folder itself. */
export function installPrefix(folder: string): string {
  const parts = folder.split('/');
  const lib = parts.findLastIndex((part) => part === 'lib' || part === 'lib64' || part === 'share');
  return lib < 0 ? folder : parts.slice(0, lib).join('/');
}

/** What `written` means inside `folder`: `..` resolved, `/` is the image root. Undefined when it leads out of the image. */
export function pathFrom(folder: string, written: string): string | undefined {
  if (written === '' || written.length > limits.path || written.includes('\0')) return undefined;
  const parts = written.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.length === 0 ? undefined : parts.join('/');
}
