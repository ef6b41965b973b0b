import { limits } from './limits.ts';

/**
 * Text from an image, fit to be shown: control characters, direction overrides, lone surrogates and other characters
 * that hide or forge text (all that XML 1.0 forbids among them) become U+FFFD, and what is longer than `longest` is cut.
 */
export function printable(text: string, longest: number): string {
  const clean = text
    .slice(0, longest + 1)
    .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu, '\ufffd');
  if (clean.length <= longest) return clean;
  const cut = clean.slice(0, longest - 1);
  // Half of a surrogate pair must not stay behind at the cut.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** A field of a package's metadata: without what a terminal would act on, cut at an absurd length. */
export function printableField(text: string): string {
  return text
    .slice(0, limits.packageField)
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
}
