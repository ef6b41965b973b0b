import type { Image } from './image.ts';

/** A place images come from. */
export interface ImageSource {
  /** Also the prefix that forces it: `registry:`, `archive:`, `oci:`, `daemon:`, `rootfs:`. */
  readonly name: string;
  /** Does the input, without a prefix, look like one of this source's? May look at the file system, never at the network. */
  accepts(input: string): boolean | Promise<boolean>;
  /**
   * @throws UsageError when there is no such image or platform.
   * @throws UnavailableError when the source cannot be reached.
   * @throws IntegrityError when manifest or config are not what they claim to be.
   */
  load(input: string, options: LoadOptions): Promise<Image>;
}

export interface LoadOptions {
  /** `os/architecture[/variant]`; the host's (with os linux) when absent. */
  readonly platform?: string;
  /** Which reference an archive, layout or folder stands for, or which of several images in it is meant. */
  readonly reference?: string;
  readonly signal: AbortSignal;
  readonly registry: RegistryOptions;
  /** Where streams that cannot be read twice (standard input) are put down. Removed by the caller. */
  readonly temporaryFolder: string;
  /** Environment variables, for credentials, proxies and `DOCKER_HOST`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told, in one sentence, when a source waits, tries again or takes another way. For progress display. */
  readonly notice?: (message: string) => void;
}

/** How to speak to registries. */
export interface RegistryOptions {
  readonly credentials?: { readonly username: string; readonly password: string } | { readonly token: string };
  /** Plain HTTP, and HTTPS without verification, for the registry named. */
  readonly insecure?: boolean;
  /** PEM file of additional certificate authorities. */
  readonly caFile?: string;
  /** Registry host to mirrors to try first: `docker.io` → [`https://mirror.example`]. */
  readonly mirrors?: Readonly<Record<string, readonly string[]>>;
  /** Folder of Docker's config.json. */
  readonly dockerConfig?: string;
}
