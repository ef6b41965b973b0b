import { inflateSync } from 'node:zlib';
import { FormatError, messageOf } from '../base/errors.ts';
import { asList, asObject, asText, parseJson } from '../base/json.ts';
import { limits } from '../base/limits.ts';

/** One crate that `cargo auditable` says went into a program. */
export type AuditedCrate = {
  readonly name: string;
  readonly version: string;
  /** `crates.io`, `git`, `local`, `registry`, or the URL of a registry. */
  readonly source: string;
  /** Only ran while building. */
  readonly build?: true;
  /** The program's own crate. */
  readonly root?: true;
};

/** Name of the section, in all executable formats. */
export const CARGO_AUDIT_SECTION = '.dep-v0';

/**
 * Reads the audit data (zlib-compressed JSON) of a Rust program.
 * @throws FormatError when it is damaged or larger than the limit.
 */
export function parseCargoAudit(compressed: Uint8Array): AuditedCrate[] {
  return asList(asObject(parseJson(inflate(compressed)))?.packages).flatMap((value) => {
    const crate = asObject(value);
    const name = asText(crate?.name);
    if (!name) return [];
    return {
      name,
      version: asText(crate?.version) ?? '',
      source: asText(crate?.source) ?? '',
      ...(crate?.kind === 'build' ? { build: true as const } : {}),
      ...(crate?.root === true ? { root: true as const } : {}),
    };
  });
}

function inflate(compressed: Uint8Array): string {
  try {
    return inflateSync(compressed, { maxOutputLength: limits.executableInventory }).toString('utf8');
  } catch (error) {
    throw new FormatError(`zlib: ${messageOf(error)}`);
  }
}
