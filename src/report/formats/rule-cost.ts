import type { RuleCost } from '../../finding/yara/scan-candidates.ts';
import { counted, formatBytes } from './quantities.ts';

/** What the user's rules cost, in a line. */
export function ruleCostLine({
  rules,
  ruleFiles,
  compileSeconds,
  files,
  repeats,
  bytes,
  scanSeconds,
}: RuleCost): string {
  const again = repeats === 0 ? '' : ` and ${repeats} with the same bytes`;
  return `${counted(rules, 'rule')} of ${counted(ruleFiles, 'file')} compiled in ${compileSeconds} s; ${counted(files, 'file')}${again} scanned, ${formatBytes(bytes)}, in ${scanSeconds} s`;
}
