import type { FeedStatus } from '../advisory/advisory-store.ts';
import type { Digest } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import type { Finding } from '../finding/finding.ts';
import type { SuppressedFinding } from '../finding/suppression.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Verdict } from '../verdict/judge.ts';

export interface PlatformVerdict {
  /** `os/architecture[/variant]`. */
  readonly platform: string;
  readonly digest: Digest;
  readonly decision: Verdict['decision'];
}

/** The whole result of looking into one image. */
export interface Inspection {
  readonly image: Image;
  readonly inventory: Inventory;
  /** Absent where no file was seen: bills of materials. */
  readonly startup?: StartupSummary;
  /** Sorted by kind, severity, id. */
  readonly findings: readonly Finding[];
  /** Findings that somebody has answered: VEX statements, exceptions. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What the packages were compared with; absent where no comparison was asked for. */
  readonly advisories?: { readonly feeds: readonly FeedStatus[] };
  readonly problems: readonly Problem[];
  /** The verdict on each platform, where all of an index were looked into. */
  readonly platforms?: readonly PlatformVerdict[];
  readonly verdict: Verdict;
}
