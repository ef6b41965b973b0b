import { FormatError, messageOf } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { type FileHeader, glob, type KeptFile, noted } from '../../filesystem/file.ts';
import type { BodyTap } from '../../filesystem/tap.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredLine, declaredLines, whatIsSet } from '../declared.ts';
import { isJavaArchiveName, type LocatedPackage, walkArchive } from '../java/archive-walk.ts';
import type { JavaPackage } from '../java/coordinates.ts';
import { parsePomProperties } from '../java/pom.ts';

const NAME = 'java-archive';
const VERSION = 1;
/** These extensions mean nothing else; the others (`.rar`, `.kar`, `.nar`, `.sar`, `.par`) name other formats too. */
const SURELY_JAVA = /\.(?:jar|war|ear|jpi|hpi|lpkg|aar)$/i;

/** Reads archives while their bytes are at hand; what it notes is small, the archives are not kept. */
const tap: BodyTap = { name: NAME, version: VERSION, wants, examine };

/** Java: jar, war, ear and their kin with all archives nested in them; also poms of unpacked archives. */
export const javaArchive: Cataloger = {
  name: NAME,
  version: VERSION,
  reads: [noted(NAME), glob('**/META-INF/maven/*/*/pom.properties')],
  taps: [tap],

  *catalog(file) {
    const note = asObject(file.note(NAME));
    if (!note) {
      yield unpacked(file);
      return;
    }
    for (const [index, found] of asList(note.packages).entries()) {
      const located = fromNote(asObject(found));
      if (located) yield sighting(located, file, { isFirst: index === 0 });
    }
    const problem = asText(note.problem);
    if (problem !== undefined) throw new FormatError(problem);
  },
};

function wants(file: FileHeader): boolean {
  if (file.type !== 'file' || file.kind === 'empty') return false;
  // A jar may start with a launch script, and then is no zip at first sight.
  if (file.kind !== 'zip') return SURELY_JAVA.test(file.path);
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return isJavaArchiveName(name) || !name.includes('.');
}

function examine(body: Parameters<BodyTap['examine']>[0], file: FileHeader): Json | undefined {
  try {
    const { packages, problems } = walkArchive(body, file.path);
    if (packages.length === 0 && problems.length === 0) return undefined;
    return {
      packages: packages.map((found) => ({ ...found, group: found.group ?? null })),
      ...(problems.length > 0 ? { problem: `Not read in this archive: ${problems.join('; ')}` } : {}),
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return isJavaArchiveName(file.path) ? { packages: [], problem: messageOf(error) } : undefined;
  }
}

function fromNote(note: JsonObject | undefined): LocatedPackage | undefined {
  const artifact = asText(note?.artifact);
  if (!note || artifact === undefined) return undefined;
  return {
    group: asText(note.group),
    artifact,
    version: asText(note.version) ?? '',
    licenses: declaredLines(asList(note.licenses)),
    inside: asList(note.inside).filter((name) => typeof name === 'string'),
    ...whatIsSet({ supplier: declaredLine(note.supplier), homepage: declaredAddress(note.homepage) }),
  };
}

/** Nested archives are written as Java itself writes them in URLs: `app.jar!/BOOT-INF/lib/x.jar`. */
function sighting(found: LocatedPackage, file: KeptFile, { isFirst }: { isFirst: boolean }): FoundPackage {
  return {
    ...described(found),
    ...(found.inside.length > 0 ? { paths: [[file.path, ...found.inside].join('!/')] } : {}),
    ...(isFirst ? { owns: () => [{ path: file.path }] } : {}),
  };
}

function described({ group, artifact, version, licenses, supplier, homepage }: JavaPackage): FoundPackage {
  return {
    type: 'maven',
    name: `${group ?? artifact}:${artifact}`,
    version,
    ...whatIsSet({ licenses, supplier, homepage }),
  };
}

/** An archive that was unpacked into the image keeps its pom. */
function unpacked(file: KeptFile): FoundPackage {
  return { ...described(parsePomProperties(file.bytes())), owns: () => [{ path: file.path }] };
}
