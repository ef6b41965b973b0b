import { noted } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { EXECUTABLE_TAP, executableFacts, executableTap } from '../executable-facts.ts';
import { assertReadable } from '../executables/damage.ts';
import type { PackageType } from '../package.ts';

/**
 * Executables whose package note says which package they were built as. It names the source package and its version
 * (UAPI "Package Metadata for Executable Files"), which many binary packages share.
 */
export const elfPackageNote: Cataloger = {
  name: 'elf-package-note',
  version: 1,
  reads: [noted(EXECUTABLE_TAP)],
  taps: [executableTap],
  *catalog(file) {
    const facts = executableFacts(file);
    if (!facts) return;
    assertReadable(facts, 'packageNote');
    const note = facts.packageNote;
    if (!note?.name || !note.version) return;
    const type = TYPES.get(note.type ?? '') ?? 'generic';
    // Debian's builds write `Debian`; package URLs name distributions in lower case.
    const namespace = (note.os ?? systemOf(note.osCpe))?.toLowerCase();
    const cpe = note.cpe ?? note.appCpe;
    yield {
      type,
      name: note.name,
      version: note.version,
      ...(type !== 'generic' ? { source: { name: note.name, version: note.version } } : {}),
      ...(namespace ? { namespace } : {}),
      ...(note.architecture ? { architecture: note.architecture } : {}),
      ...(note.license ? { licenses: [note.license] } : {}),
      ...(note.vendor ? { supplier: note.vendor } : {}),
      ...(type === 'generic' && cpe?.startsWith('cpe:2.3:') ? { cpes: [cpe] } : {}),
    };
  },
};

const TYPES = new Map<string, PackageType>([
  ['deb', 'deb'],
  ['rpm', 'rpm'],
  ['apk', 'apk'],
  ['alpm', 'alpm'],
]);

/** Product of `cpe:/o:vendor:product:version` or `cpe:2.3:o:vendor:product:version`. */
function systemOf(cpe: string | undefined): string | undefined {
  return /^cpe:(?:\/|2\.3:)o:[^:]*:([a-z0-9_-]+)/.exec(cpe ?? '')?.[1];
}
