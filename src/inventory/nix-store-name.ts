/** What the name of a store entry says. */
export interface NixStoreName {
  /** 32 characters that stand for all inputs of the build. */
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  /** Which part of the build this is; absent for the main one. */
  readonly output?: string;
}

/** nix's own base 32 has no e, o, t, u. */
const ENTRY = /^([0-9abcdfghijklmnpqrsvwxyz]{32})-(.+)$/;
const NAME_AND_VERSION = /^(.*?)-([^a-zA-Z].*)$/s;
/** What follows a version without a digit names an output (`bin`, `dev`, `man`, …), unless it tells how finished it is. */
const OUTPUT = /-(?!(?:alpha|beta|pre|rc|git|unstable|snapshot)$)([a-zA-Z]+)$/;

/**
 * Reads `hash-name-version[-output]`; undefined for entries without a version, which are no packages.
 * The version begins at the first dash that no letter follows, as nix's parseDrvName has it.
 */
export function parseNixStoreName(entry: string): NixStoreName | undefined {
  const [, hash, rest] = ENTRY.exec(entry) ?? [];
  if (!hash || !rest || /\.(?:drv|lock|check)$/.test(rest)) return undefined;
  const [, name, full] = NAME_AND_VERSION.exec(rest) ?? [];
  if (!name || !full || !/\d/.test(full)) return undefined;
  const output = OUTPUT.exec(full)?.[1];
  const version = output ? full.slice(0, -output.length - 1) : full;
  return { hash, name, version, ...(output && output !== 'out' ? { output } : {}) };
}
