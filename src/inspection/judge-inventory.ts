import { dayOf } from '../base/day.ts';
import type { Problem } from '../base/problem.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import { detectModified } from '../finding/detect-integrity.ts';
import { endOfLifeProblems } from '../finding/end-of-life.ts';
import { identifyImage } from '../finding/vex/subject.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { judge } from '../verdict/judge.ts';
import type { InspectOptions } from './inspect-options.ts';
import type { Inspection } from './inspection.ts';

/** An image, what is in it, and what could not be seen; however that came to be known. */
export interface TakenImage {
  readonly image: Image;
  readonly inventory: Inventory;
  /** Absent where no file was seen. */
  readonly startup?: StartupSummary;
  readonly problems: readonly Problem[];
}

/** The second half of an inspection, which reads no byte of the image: findings and verdict. */
export async function judgeInventory(
  { image, inventory, startup, problems }: TakenImage,
  options: InspectOptions & Required<Pick<InspectOptions, 'environment' | 'signal'>>,
): Promise<Inspection> {
  const now = options.now ?? new Date();
  const modified = inventory.account ? detectModified(inventory.account) : [];
  const ended = endOfLifeProblems(inventory.os, dayOf(now));
  const check = await compare({ image, inventory }, { ...options, now });
  const findings = [...(check?.findings ?? []), ...modified];
  const all = [...problems, ...ended, ...(check?.problems ?? [])];
  return {
    image,
    inventory,
    ...(startup ? { startup } : {}),
    findings,
    suppressed: check?.suppressed ?? [],
    ...(check ? { advisories: { feeds: check.feeds } } : {}),
    problems: all,
    verdict: judge(findings, all),
  };
}

async function compare(
  { image, inventory }: Pick<TakenImage, 'image' | 'inventory'>,
  options: InspectOptions & Required<Pick<InspectOptions, 'environment' | 'signal' | 'now'>>,
) {
  const { advisories = {}, environment, signal, now, onNotice, registry } = options;
  if (advisories === false) return undefined;
  options.onProgress?.({ stage: 'comparing with advisories', doneBytes: 0, totalBytes: 0 });
  const { checkVulnerabilities } = await import('./check-vulnerabilities.ts');
  return checkVulnerabilities(inventory, {
    ...advisories,
    environment,
    signal,
    now,
    image: identifyImage(image.name, [image.digest]),
    ...(typeof options.cache === 'string' ? { cacheFolder: options.cache } : {}),
    ...(registry?.caFile === undefined ? {} : { caFile: registry.caFile }),
    ...(onNotice ? { notice: onNotice } : {}),
  });
}
