/** What the header of one tar entry says, with PAX and GNU extensions applied. */
export interface TarEntry {
  /** Raw bytes of the path, as written. May be overwritten after the call. */
  readonly name: Uint8Array;
  /** Raw bytes of a link's target. */
  readonly linkName: Uint8Array;
  readonly type: TarEntryType;
  /** Bytes of the file, holes of sparse files included. */
  readonly size: number;
  /** Bytes of its holes, which are in `size` but not in the archive. */
  readonly holes: number;
  /** 0o7777 bits. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Seconds since 1970, whole. */
  readonly mtime: number;
  /** Of device nodes. */
  readonly device?: DeviceNumber | undefined;
  /** Extended attributes by name, from `SCHILY.xattr.*`. */
  readonly xattrs?: ReadonlyMap<string, Buffer> | undefined;
}

/** Which device a device node stands for. */
export interface DeviceNumber {
  readonly major: number;
  readonly minor: number;
}

export type TarEntryType =
  | 'file'
  | 'hardlink'
  | 'symlink'
  | 'character-device'
  | 'block-device'
  | 'directory'
  | 'fifo'
  | 'unknown';

/** Receives a tar stream. Calls come in order; `data` chunks may be overwritten after the call. */
export interface TarVisitor {
  /** A new entry; its body follows in `data` calls unless `false` is returned, which skips it. */
  entry(entry: TarEntry): boolean;
  /** A piece of the body. `whole` tells that it is the only one. */
  data(chunk: Uint8Array, whole: boolean): void;
  /** The body is complete. Called for every entry whose body was not skipped, also when it is empty. */
  end(): void;
}
