import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { RpmHeader } from './header.ts';
import { TAG } from './package.ts';

/** One entry of a package's file list. */
export interface RpmFile {
  /** Absolute, as the package says. */
  readonly path: string;
  /** The whole `st_mode`: type and permissions. */
  readonly mode: number;
  /** Bytes. */
  readonly size?: number;
  /** Lower-case hex; only regular files have one. */
  readonly digest?: { readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'; readonly hex: string };
  /** `%config`, `%ghost`, or declared as not worth verifying: its content may change. */
  readonly mutable: boolean;
  /** False for files that rpm left out (documentation, languages, other architectures) or that another package replaced. */
  readonly installed: boolean;
}

const FLAG = { config: 1, ghost: 64 } as const;
const VERIFY_DIGEST = 1;
const STATE = { normal: 0, netShared: 3 } as const;
const ALGORITHMS = new Map<number, { algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'; length: number }>([
  [1, { algorithm: 'md5', length: 32 }],
  [2, { algorithm: 'sha1', length: 40 }],
  [8, { algorithm: 'sha256', length: 64 }],
  [10, { algorithm: 'sha512', length: 128 }],
]);
const MD5 = 1; // what headers without the tag use

/** The package's file list, in its order. @throws FormatError when its lists do not belong together. */
export function* rpmFiles(header: RpmHeader): Generator<RpmFile> {
  const modes = header.numbers(TAG.fileModes);
  const digests = header.texts(TAG.fileDigests);
  const flags = header.numbers(TAG.fileFlags);
  const verify = header.numbers(TAG.fileVerifyFlags);
  const states = header.numbers(TAG.fileStates);
  const sizes = header.has(TAG.longFileSizes) ? header.numbers(TAG.longFileSizes) : header.numbers(TAG.fileSizes);
  const algorithm = ALGORITHMS.get(header.number(TAG.fileDigestAlgorithm) ?? MD5);
  let index = 0;
  for (const path of filePaths(header)) {
    const size = sizes[index];
    const hex = digests[index]?.toLowerCase() ?? '';
    const known = algorithm && hex.length === algorithm.length && /^[0-9a-f]+$/.test(hex);
    const state = states[index] ?? STATE.normal;
    yield {
      path,
      mode: modes[index] ?? 0,
      mutable:
        ((flags[index] ?? 0) & (FLAG.config | FLAG.ghost)) !== 0 || ((verify[index] ?? -1) & VERIFY_DIGEST) === 0,
      installed: state === STATE.normal || state === STATE.netShared,
      ...(size === undefined ? {} : { size }),
      ...(known ? { digest: { algorithm: algorithm.algorithm, hex } } : {}),
    };
    index++;
  }
}

function* filePaths(header: RpmHeader): Generator<string> {
  const directories = header.texts(TAG.directoryNames);
  const indexes = header.numbers(TAG.directoryIndexes);
  const names = header.texts(TAG.baseNames);
  if (names.length === 0) yield* header.texts(TAG.oldFileNames);
  for (const [i, name] of names.entries()) {
    const directory = directories[indexes[i] ?? -1];
    if (directory === undefined) throw new FormatError(`the file ${name.slice(0, 100)} is in no directory`);
    if (directory.length + name.length > limits.path) throw new FormatError('a package owns a path of absurd length');
    yield directory + name;
  }
}
