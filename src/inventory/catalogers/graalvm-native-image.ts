import { noted } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { EXECUTABLE_TAP, executableFacts, executableTap } from '../executable-facts.ts';
import { assertReadable } from '../executables/damage.ts';

/** GraalVM native images that carry an SBOM: the Java libraries compiled into them. */
export const graalvmNativeImage: Cataloger = {
  name: 'graalvm-native-image',
  version: 1,
  reads: [noted(EXECUTABLE_TAP)],
  taps: [executableTap],
  *catalog(file) {
    const facts = executableFacts(file);
    if (!facts) return;
    assertReadable(facts, 'nativeImage');
    for (const { group, name, version, licenses } of facts.nativeImage ?? []) {
      yield {
        type: 'maven',
        name: group === '' ? name : `${group}:${name}`,
        version,
        ...(licenses ? { licenses } : {}),
      };
    }
  },
};
