import type { Reach } from '../behavior/reach.ts';
import type { PlanStep } from '../behavior/startup-plan.ts';
import type { Evidence } from './finding.ts';

/** Something seen that may mean harm. Clues are weighed together before anything is called malicious. */
export interface Clue {
  /** Id of the rule: `malware/fetch-to-shell`. */
  readonly rule: string;
  /**
   * `certain` proves harm by itself; two `strong` ones of different families do together; `weak` ones only support.
   * What the evidence says by itself: reach and ownership are weighed by `weighClues`, not here.
   */
  readonly weight: 'certain' | 'strong' | 'weak';
  /** Clues of one family are one proof, however many they are. */
  readonly family: ClueFamily;
  /** What would do it: the path of the file without a leading slash, or the field of the config (`config.cmd`, `history[3]`). */
  readonly subject: string;
  readonly evidence: Evidence;
  readonly reach: Reach;
  /** Absent where nothing says when it would run. */
  readonly when?: PlanStep['when'];
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
