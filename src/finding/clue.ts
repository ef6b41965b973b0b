import type { Reach } from '../behavior/reach.ts';
import type { Evidence } from './finding.ts';

/** Something seen that may mean harm. Clues are weighed together before anything is called malicious. */
export interface Clue {
  /** Id of the rule: `malware/fetch-to-shell`. */
  readonly rule: string;
  /** `certain` proves harm by itself; two `strong` ones of different families do together; `weak` ones only support. */
  readonly weight: 'certain' | 'strong' | 'weak';
  /** Clues of one family are one proof, however many they are. */
  readonly family: ClueFamily;
  /** What hangs together: the path of the file, or the field of the config, that would do it. */
  readonly subject: string;
  readonly evidence: Evidence;
  readonly reach: Reach;
  /** A clause for the story: `downloads a script from 192.0.2.1 and runs it`. */
  readonly does: string;
}

export type ClueFamily =
  | 'miner'
  | 'wallet'
  | 'pool'
  | 'download'
  | 'encoding'
  | 'remote-shell'
  | 'web-shell'
  | 'persistence'
  | 'credential'
  | 'escape'
  | 'rootkit'
  | 'tampering'
  | 'masquerade'
  | 'hiding'
  | 'rivalry'
  | 'known-bad'
  | 'dual-use';
