import type { Digest } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';

/** A container image for one platform: plain data, loaded at once; only `Layer.open` does I/O. */
export interface Image {
  /** As the user would name it: a reference, or the path of an archive or folder. */
  readonly name: string;
  /** Where it came from: `registry`, `archive`, `oci`, `daemon`, `rootfs`. */
  readonly source: string;
  /** Of the manifest; for archives without one, and for root file systems, of the config. */
  readonly digest: Digest;
  /** Tags and digests this image is known by. */
  readonly references: readonly string[];
  readonly mediaType: string;
  readonly platform: Platform;
  /** All platforms that the index names, this one among them; absent where there was none. */
  readonly platforms?: readonly string[];
  readonly config: ImageConfig;
  /** Bottom layer first, as the manifest lists them. */
  readonly layers: readonly Layer[];
  /** Manifest annotations. */
  readonly annotations: Readonly<Record<string, string>>;
  /** What was odd about manifest, config and layers; layers that cannot be had are among them. */
  readonly problems: readonly Problem[];
}

export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
  readonly osVersion?: string;
}

/** The config document: how to run, history, diffIDs. Field names follow the OCI image specification, in camel case. */
export interface ImageConfig {
  readonly digest: Digest;
  readonly created?: string;
  readonly author?: string;
  readonly user?: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly env: readonly string[];
  readonly workingDir?: string;
  readonly shell?: readonly string[];
  readonly exposedPorts: readonly string[];
  readonly volumes: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal?: string;
  readonly healthcheck?: Healthcheck;
  readonly onBuild: readonly string[];
  readonly history: readonly HistoryEntry[];
}

export interface Healthcheck {
  readonly test: readonly string[];
  readonly intervalNs?: number;
  readonly timeoutNs?: number;
  readonly startPeriodNs?: number;
  readonly retries?: number;
}

export interface HistoryEntry {
  readonly created?: string;
  readonly createdBy?: string;
  readonly comment?: string;
  readonly author?: string;
  readonly emptyLayer: boolean;
}

/** How a layer's stored bytes are packed. `folder` is a root file system that never was a tar. */
export type LayerCompression = 'gzip' | 'zstd' | 'none' | 'detect';

/** The compressed tar of one layer's changes. */
export interface Layer {
  /** Index in the manifest, from 0. */
  readonly index: number;
  /** Of the stored bytes; absent where the source does not name one (`docker save` layers). */
  readonly digest?: Digest;
  /** Of the uncompressed tar, as the config claims. */
  readonly diffID?: Digest;
  /** Stored bytes; -1 when not known beforehand. */
  readonly size: number;
  readonly mediaType: string;
  readonly compression: LayerCompression;
  /** The command that made it, from the history. */
  readonly createdBy?: string;
  readonly content: LayerContent;
}

export type LayerContent =
  /** Stored bytes lie in a local file: worker threads read it themselves. */
  | { readonly kind: 'file'; readonly path: string; readonly offset: number; readonly size: number }
  /** Stored bytes come from elsewhere. Each call is a new read from the start; `offset` resumes. */
  | { readonly kind: 'stream'; open(signal: AbortSignal): AsyncIterable<Uint8Array> }
  /** A folder that stands for the whole root file system. */
  | { readonly kind: 'folder'; readonly path: string }
  /** The bytes cannot be had; a Problem of the image says why. */
  | { readonly kind: 'absent' };
