import { limits } from './limits.ts';

/** Drops what a terminal would act on, and cuts names of absurd length. */
export function printable(text: string): string {
  return text
    .slice(0, limits.packageField)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
