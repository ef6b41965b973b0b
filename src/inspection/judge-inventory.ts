import { conclude } from './conclude.ts';
import { type InspectOptions, settle } from './inspect-options.ts';
import type { Inspection } from './inspection.ts';
import type { TakenImage } from './taken-image.ts';

/** The second half of an inspection, which reads no byte of the image: findings and verdict. */
export async function judgeInventory(taken: TakenImage, options: InspectOptions): Promise<Inspection> {
  const { advisories = {}, ...others } = settle(options);
  if (advisories === false) return conclude(taken, undefined, others.now);
  const { withAdvisories } = await import('./with-advisories.ts');
  return withAdvisories(taken, { ...others, advisories }, ({ inspection }) => inspection);
}
