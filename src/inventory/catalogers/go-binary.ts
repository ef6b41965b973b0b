import { FormatError } from '../../base/errors.ts';
import { noted } from '../../filesystem/file.ts';
import type { GoBuildInfo, GoModule } from '../../format/go-build-info.ts';
import { versionFromLinkerFlags } from '../../format/go-linker-version.ts';
import { classifiedAs, classifierTap } from '../binary-classifier.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { goProgramCpes } from '../classifiers/go-programs.ts';
import { EXECUTABLE_TAP, executableFacts, executableTap } from '../executable-facts.ts';

/** Go programs: the modules that their build info lists, the main module, and the standard library. */
export const goBinary: Cataloger = {
  name: 'go-binary',
  version: 2,
  reads: [noted(EXECUTABLE_TAP)],
  taps: [executableTap, classifierTap],
  *catalog(file) {
    const info = executableFacts(file)?.go;
    if (!info) return;
    yield* mainPackage(info, classifiedAs(file)?.version);
    for (const module of info.dependencies) yield golang(built(module));
    yield { type: 'golang', name: 'stdlib', version: toolchainVersion(info.goVersion), licenses: ['BSD-3-Clause'] };
    if (info.modulesDamaged) throw new FormatError('the module list of the Go program is damaged');
  },
};

const DEVELOPMENT = '(devel)';
/** What Go stamps on a main module that has no tag: https://go.dev/ref/mod#pseudo-versions */
const PSEUDO_VERSION = /^v0\.0\.0-\d{14}-[0-9a-f]{12}(?:\+dirty)?$/;

/** `classified` is the version that stands among the program's bytes: it counts when the build info knows none. */
function* mainPackage(info: GoBuildInfo, classified: string | undefined): Iterable<FoundPackage> {
  const fallback = classified ? `v${classified}` : '';
  if (info.main) yield program({ ...built(info.main), version: mainVersion(info, info.main) || fallback });
  // Built without modules: all that is known is the import path. `cmd/go` and its like are the toolchain's own.
  else if (info.path?.split('/')[0]?.includes('.')) yield program({ path: info.path, version: fallback });
}

/** A known program carries its product's name as well: many of its advisories speak of that, not of a module. */
function program(module: { path: string; version: string }): FoundPackage {
  const cpes = goProgramCpes(module.path, module.version);
  return { ...golang(module), ...(cpes.length > 0 ? { cpes } : {}) };
}

function golang({ path, version }: { path: string; version: string }): FoundPackage {
  return { type: 'golang', name: path, version: version === DEVELOPMENT ? '' : version };
}

/** The module whose code is in the program. A folder that stands in for a module keeps the module's name, at no known version. */
function built({ path, version, replacedBy }: GoModule): { path: string; version: string } {
  if (!replacedBy) return { path, version };
  const isFolder = /^(?:\.{0,2}\/|[A-Za-z]:)/.test(replacedBy.path);
  return isFolder ? { path, version: '' } : replacedBy;
}

/** The version that Go recorded, unless it only names a commit and the builder gave a version by linker flags. */
function mainVersion(info: GoBuildInfo, main: GoModule): string {
  const settings = new Map(info.settings);
  const recorded = main.version === DEVELOPMENT ? '' : main.version;
  if (recorded !== '' && !PSEUDO_VERSION.test(recorded)) return recorded;
  const flagged = versionFromLinkerFlags(settings.get('-ldflags') ?? '', main.path);
  return flagged ?? (recorded || pseudoVersion(settings));
}

function pseudoVersion(settings: ReadonlyMap<string, string>): string {
  const revision = settings.get('vcs.revision') ?? '';
  const time = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(settings.get('vcs.time') ?? '');
  return time && /^[0-9a-f]{12,64}$/.test(revision) ? `v0.0.0-${time.slice(1).join('')}-${revision.slice(0, 12)}` : '';
}

/** `go1.22.3 X:boringcrypto` is 1.22.3; development builds of Go have no version. */
function toolchainVersion(goVersion: string): string {
  return /^go(\d\S*)/.exec(goVersion)?.[1] ?? '';
}
