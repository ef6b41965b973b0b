import type { IndicatorSet } from '../finding/indicators/indicator-list.ts';
import type { RuleSet } from '../finding/yara/rule-set.ts';

/** What the user brought or took away to hold against the image: rules and lists of others. */
export interface Brought {
  readonly rules?: RuleSet;
  readonly indicators?: IndicatorSet;
  /** False: nobody asks whether the image is hostile. */
  readonly detectors?: false;
  /** Of all of it: other ones may find other things in the same image. Absent where nothing was brought. */
  readonly digest?: string;
}

/** Reads what the user brought; its readers are loaded only then. @throws UsageError */
export async function readBrought({
  rules: rulePaths = [],
  iocs: listPaths = [],
  detectors = true,
}: {
  readonly rules?: readonly string[];
  readonly iocs?: readonly string[];
  readonly detectors?: boolean;
}): Promise<Brought> {
  const without = detectors ? {} : { detectors: false as const };
  if (rulePaths.length + listPaths.length === 0) return detectors ? {} : { ...without, digest: 'no detectors' };
  const { readRuleSet } = await import('../finding/yara/rule-set.ts');
  const { readIndicators } = await import('../finding/indicators/indicator-list.ts');
  const rules = rulePaths.length > 0 ? readRuleSet(rulePaths) : undefined;
  const indicators = listPaths.length > 0 ? readIndicators(listPaths) : undefined;
  return {
    ...(rules ? { rules } : {}),
    ...(indicators ? { indicators } : {}),
    ...without,
    digest: [rules?.digest ?? '', indicators?.digest ?? '', ...(detectors ? [] : ['no detectors'])].join(' '),
  };
}
