import type { FileTree } from '../../filesystem/file-tree.ts';
import { readSmallText } from './small-text.ts';

/** A line of /etc/passwd. */
export interface Account {
  readonly name: string;
  /** `x` where /etc/shadow has it. */
  readonly password: string;
  readonly uid: number;
  readonly gid: number;
  readonly shell: string;
  readonly line: number;
}

/** A line of /etc/group. */
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly line: number;
}

const MOST_LINES = 20_000;

/** The accounts of the image; undefined where it has no /etc/passwd. */
export function readAccounts(tree: FileTree): Account[] | undefined {
  return rows(tree, 'etc/passwd')?.flatMap(({ fields, line }) => {
    const [name = '', password = '', uid = '', gid = '', , , shell = ''] = fields;
    if (name === '' || fields.length < 4 || !/^\d{1,10}$/.test(uid)) return [];
    return [{ name, password, uid: Number(uid), gid: Number(gid) || 0, shell: shell.trim(), line }];
  });
}

/** The groups of the image; undefined where it has no /etc/group. */
export function readGroups(tree: FileTree): Group[] | undefined {
  return rows(tree, 'etc/group')?.flatMap(({ fields: [name = '', , gid = ''], line }) =>
    name !== '' && /^\d{1,10}$/.test(gid) ? [{ name, gid: Number(gid), line }] : [],
  );
}

/** Name and hash of every line of a shadow file. */
export function readHashes(tree: FileTree, path: string): { name: string; hash: string; line: number }[] {
  return (rows(tree, path) ?? []).flatMap(({ fields, line }) => {
    const [name = '', hash = ''] = fields;
    return name !== '' && fields.length >= 2 ? [{ name, hash, line }] : [];
  });
}

function rows(tree: FileTree, path: string): { fields: string[]; line: number }[] | undefined {
  const text = readSmallText(tree, path);
  return text?.split('\n', MOST_LINES).flatMap((line, index) => {
    // `+` and `-` in front are NIS; comments are none of passwd's, but are met.
    const bare = line.slice(0, 2_000).replace(/\r$/, '');
    return /^(?:#|[+-]|\s*$)/.test(bare) ? [] : [{ fields: bare.split(':', 12), line: index + 1 }];
  });
}
