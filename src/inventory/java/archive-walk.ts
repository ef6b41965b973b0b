import { FormatError, messageOf } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type JarManifest, parseJarManifest } from '../../format/jar-manifest.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import { openZip, type ZipArchive } from '../../format/zip/archive.ts';
import { type ArchiveBudget, archiveBudget, spend } from '../../format/zip/budget.ts';
import type { ZipEntry } from '../../format/zip/directory.ts';
import { mainJavaPackage } from './class-prefix.ts';
import type { JavaPackage } from './coordinates.ts';
import { identify } from './identity.ts';
import { type Pom, parsePomProperties, parsePomXml } from './pom.ts';

/** Packages of one archive and of those nested in it, and what could not be read. */
export interface ArchiveContents {
  readonly packages: readonly LocatedPackage[];
  /** One sentence each. */
  readonly problems: readonly string[];
}

export interface LocatedPackage extends JavaPackage {
  /** Names of the archives from the outermost member inwards; empty for the file itself. */
  readonly inside: readonly string[];
}

const ARCHIVE = /\.(?:jar|war|ear|par|sar|nar|jpi|hpi|kar|lpkg|aar|rar)$/i;
const MANIFEST = 'meta-inf/manifest.mf';
const POM_FILE = /^(.*META-INF\/maven\/[^/]+\/[^/]+\/)pom\.(properties|xml)$/;
const MOST_PROBLEMS = 20;

/** Reads an archive at `path`. Damage inside costs only what is damaged. @throws FormatError when the file is no archive. */
export function walkArchive(source: RandomAccess, path: string): ArchiveContents {
  const walk: Walk = { budget: archiveBudget(), inMemory: 0, packages: [], problems: [] };
  visit(walk, openZip(source, walk.budget), { path, inside: [] });
  return walk;
}

export function isJavaArchiveName(name: string): boolean {
  return ARCHIVE.test(name);
}

interface Walk {
  readonly budget: ArchiveBudget;
  /** Bytes of inflated archives that are open now. */
  inMemory: number;
  readonly packages: LocatedPackage[];
  readonly problems: string[];
}

interface Place {
  readonly path: string;
  readonly inside: readonly string[];
}

function visit(walk: Walk, archive: ZipArchive, place: Place): void {
  const members = sortMembers(archive.entries);
  const manifest = attempt(walk, place, () => readManifest(walk, archive, members.manifest));
  const { main, shaded } = identify({
    path: place.path,
    manifest: manifest ?? { main: new Map(), sections: [] },
    poms: readPoms(walk, archive, { members, place }),
    javaPackage: members.javaPackage,
    hasClasses: members.hasClasses,
  });
  for (const found of main ? [main, ...shaded] : shaded) walk.packages.push({ ...found, inside: place.inside });
  const offsets = new Set<number>();
  for (const entry of members.archives) {
    // Names that share one archive's bytes would have it read once for each.
    if (offsets.has(entry.offset)) continue;
    offsets.add(entry.offset);
    if (walk.packages.length > limits.packagesPerFile) throw new FormatError('archive holds too many packages');
    const inner = { path: entry.name, inside: [...place.inside, entry.name.slice(0, limits.path)] };
    attempt(walk, inner, () => visitNested(walk, archive, { entry, place: inner }));
  }
}

function visitNested(walk: Walk, archive: ZipArchive, { entry, place }: { entry: ZipEntry; place: Place }): void {
  if (place.inside.length > limits.nestedArchives) throw new FormatError('nested too deep');
  if (entry.name.length > limits.path) throw new FormatError('its name is too long');
  const body = archive.open(entry, limits.archiveInMemory - walk.inMemory);
  const held = entry.method === 0 ? 0 : entry.size;
  walk.inMemory += held;
  try {
    if (body.size > 0) visit(walk, openZip(body, walk.budget), place);
  } finally {
    walk.inMemory -= held;
  }
}

interface Members {
  manifest: ZipEntry | undefined;
  /** Descriptors by folder: `META-INF/maven/group/artifact/`. */
  readonly poms: Map<string, { properties?: ZipEntry; xml?: ZipEntry }>;
  readonly archives: ZipEntry[];
  hasClasses: boolean;
  javaPackage: string | undefined;
}

function sortMembers(entries: readonly ZipEntry[]): Members {
  const members: Members = {
    manifest: undefined,
    poms: new Map(),
    archives: [],
    hasClasses: false,
    javaPackage: mainJavaPackage(entries.map((entry) => entry.name)),
  };
  for (const entry of entries) {
    const pom = POM_FILE.exec(entry.name);
    if (pom?.[1]) {
      const folder = members.poms.get(pom[1]) ?? {};
      members.poms.set(pom[1], { ...folder, [pom[2] ?? '']: entry });
    } else if (ARCHIVE.test(entry.name)) members.archives.push(entry);
    else if (entry.name.endsWith('.class')) members.hasClasses = true;
    else if (entry.name.toLowerCase() === MANIFEST) members.manifest = entry;
  }
  return members;
}

function readManifest(walk: Walk, archive: ZipArchive, entry: ZipEntry | undefined): JarManifest | undefined {
  return entry && parseJarManifest(readDescriptor(walk, archive, entry));
}

function readDescriptor(walk: Walk, archive: ZipArchive, entry: ZipEntry): Uint8Array {
  spend(walk.budget, 'descriptors', entry.size);
  return archive.read(entry, limits.descriptor);
}

function readPoms(walk: Walk, archive: ZipArchive, { members, place }: { members: Members; place: Place }): Pom[] {
  const poms: Pom[] = [];
  for (const { properties, xml } of members.poms.values()) {
    if (poms.length >= limits.descriptorsPerArchive) throw new FormatError('archive holds too many poms');
    const short =
      properties && attempt(walk, place, () => parsePomProperties(readDescriptor(walk, archive, properties)));
    const long = xml && attempt(walk, place, () => parsePomXml(readDescriptor(walk, archive, xml)));
    const pom = joined(short, long);
    if (pom) poms.push(pom);
  }
  return poms;
}

/** pom.properties is what was built; pom.xml may hold placeholders, but knows licences too. */
function joined(short: Pom | undefined, long: Pom | undefined): Pom | undefined {
  if (!short || !long) return short ?? long;
  return {
    ...long,
    artifact: short.artifact,
    group: short.group ?? long.group,
    version: short.version || long.version,
  };
}

/** Runs one step; damage becomes a sentence. */
function attempt<T>(walk: Walk, place: Place, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const where = place.inside.length > 0 ? `${place.inside.join('!/').slice(0, 500)}: ` : '';
    if (walk.problems.length < MOST_PROBLEMS) walk.problems.push(where + messageOf(error));
    return undefined;
  }
}
