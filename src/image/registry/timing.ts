import { defaultHttpTiming, type HttpTiming } from '../../base/http/timing.ts';

/** How long and how often a registry is waited for. */
export interface RegistryTiming extends HttpTiming {
  /** For one run of a credential helper, which may ask its user for a password. */
  readonly helperMs: number;
}

export const defaultTiming: RegistryTiming = { ...defaultHttpTiming, helperMs: 30_000 };
