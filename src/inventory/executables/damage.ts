import { FormatError, messageOf } from '../../base/errors.ts';
import type { ExecutableFacts, ExecutablePart } from './facts.ts';

/** Collects the parts that could not be read, so that one damaged part costs only itself. */
export interface Damage {
  /** What `read` returns; undefined, and remembered, when it throws a FormatError. */
  attempt<T>(part: ExecutablePart, read: () => T): T | undefined;
  readonly found: readonly { readonly part: ExecutablePart; readonly reason: string }[];
}

export function collectDamage(): Damage {
  const found: { part: ExecutablePart; reason: string }[] = [];
  return {
    attempt: (part, read) => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        found.push({ part, reason: messageOf(error) });
        return undefined;
      }
    },
    found,
  };
}

/** For catalogers: the reason why this part of the file is missing becomes the file's problem. @throws FormatError */
export function assertReadable(facts: ExecutableFacts, part: ExecutablePart): void {
  const damage = facts.damaged?.find((entry) => entry.part === part);
  if (damage) throw new FormatError(`${NAMES[part]} damaged: ${damage.reason}`);
}

const NAMES: { readonly [part in ExecutablePart]: string } = {
  dynamic: 'the dynamic section is',
  crates: 'the list of crates is',
  packageNote: 'the package note is',
  version: 'the version resource is',
  nativeImage: 'the SBOM of the native image is',
};
