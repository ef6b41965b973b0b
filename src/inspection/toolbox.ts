import { startupFiles } from '../behavior/plan-startup.ts';
import type { PassPlan, Verify } from '../filesystem/pass-plan.ts';
import { catalogers } from '../inventory/catalogers/index.ts';
import { inventoryNeeds } from '../inventory/inventory.ts';

/** The plugins an inspection uses. */
export const toolbox = { catalogers } as const;

/** What the pass must keep and show, for all of them together. */
export function passPlan(verify: Verify): PassPlan {
  const { keeps, taps } = inventoryNeeds(toolbox.catalogers);
  return { keeps: [...keeps, ...startupFiles], taps, verify };
}
