import { noted } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { EXECUTABLE_TAP, executableFacts, executableTap } from '../executable-facts.ts';
import { assertReadable } from '../executables/damage.ts';

/** Rust programs built with `cargo auditable`: the crates that are in the program, not those that only built it. */
export const rustBinary: Cataloger = {
  name: 'rust-binary',
  version: 1,
  reads: [noted(EXECUTABLE_TAP)],
  taps: [executableTap],
  *catalog(file) {
    const facts = executableFacts(file);
    if (!facts) return;
    assertReadable(facts, 'crates');
    for (const { name, version, build } of facts.crates ?? []) if (!build) yield { type: 'cargo', name, version };
  },
};
