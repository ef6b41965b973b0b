import type { Verify } from '../filesystem/pass-plan.ts';
import type { RegistryOptions } from '../image/source.ts';
import type { AdvisoryOptions } from './open-advisories.ts';

/** How to inspect; everything has a default. */
export interface InspectOptions {
  /** `os/architecture[/variant]`; the host's, with linux, when absent. */
  readonly platform?: string;
  /** Which reference an archive or folder stands for. */
  readonly reference?: string;
  readonly registry?: RegistryOptions;
  /** Hash the files that can run or steer what runs, or all of them. */
  readonly verify?: Verify;
  /** Files and folders of YARA rules to hold against the image. */
  readonly rules?: readonly string[];
  /** Lists of known-bad hosts and hashes. */
  readonly iocs?: readonly string[];
  /** False: hostile content, secrets and misconfigurations are not looked for. */
  readonly detectors?: boolean;
  /** Folder of cached results, the user's own by default; false keeps nothing between runs. */
  readonly cache?: string | boolean;
  readonly largestCacheBytes?: number;
  readonly threads?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** What is being waited for, in words. */
  readonly onNotice?: (message: string) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** What to compare the packages with; false compares with nothing. */
  readonly advisories?: AdvisoryOptions | false;
  /** Ages and ends of support are told as of now; absent: this moment. */
  readonly now?: Date;
}

/** The options with what the world around says where the caller did not. */
export type SettledOptions = InspectOptions & Required<Pick<InspectOptions, 'environment' | 'signal' | 'now'>>;

export function settle(options: InspectOptions): SettledOptions {
  const { environment = process.env, signal = new AbortController().signal, now = new Date() } = options;
  return { ...options, environment, signal, now };
}

export interface Progress {
  readonly stage:
    | 'loading'
    | 'reading layers'
    | 'taking inventory'
    | 'scanning with rules'
    | 'comparing with advisories';
  /** Stored layer bytes read so far, and in all. */
  readonly doneBytes: number;
  readonly totalBytes: number;
}
