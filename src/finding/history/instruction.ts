/** The instructions of a Dockerfile; `other` for what is none: `bazel build …`, `bash`, what `docker commit` leaves. */
export type Keyword = (typeof keywords)[number] | 'other';

export const keywords = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

/**
 * Who wrote the entry, as its form tells. `classic`: `/bin/sh -c #(nop) …`, Docker's old builder and buildah.
 * `buildkit`: ends in `# buildkit`. `dockerfile`: the line as it stood in the Dockerfile, kaniko's way. `unknown`: none of them.
 */
export type HistoryForm = 'classic' | 'buildkit' | 'dockerfile' | 'unknown';

/** One step of the build, as an entry of the history tells it. Written by whoever made the image: a claim, not a proof. */
export interface Instruction {
  /** In `config.history`, from 0. */
  readonly index: number;
  /** As evidence names it: `history[3]`. */
  readonly field: `history[${number}]`;
  /** The layer it made; absent where it made none, and where history and layers do not add up. */
  readonly layer?: number;
  readonly keyword: Keyword;
  readonly form: HistoryForm;
  /** What stands behind the keyword, without builders' marks; all of the entry for `other`. */
  readonly text: string;
  /** Of RUN. */
  readonly run?: RunInstruction;
  /** Of ADD and COPY. */
  readonly transfer?: FileTransfer;
}

/** What a RUN ran. */
export interface RunInstruction {
  /** The shell it was given to: `['/bin/bash', '-o', 'pipefail', '-c']`. Absent for the exec form, and where nothing says it. */
  readonly shell?: readonly string[];
  readonly script: string;
  /** `ARG`s that had values: builders write these into the history for all to read. */
  readonly buildArguments: readonly { readonly name: string; readonly value: string }[];
}

/** What an ADD or COPY brought. */
export interface FileTransfer {
  /** As written, `https://host.example/x`; `file:…`, `dir:…` and `multi:…` with a hash where the builder told no more. */
  readonly sources: readonly string[];
  /** Absent where the entry does not say it. */
  readonly destination?: string;
  /** `--chown=…`, `--from=…`, `--checksum=…`. */
  readonly options: readonly string[];
}
