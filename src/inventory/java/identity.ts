import type { JarManifest } from '../../format/jar-manifest.ts';
import { identifier, type JavaPackage, reverseDomain, versionText } from './coordinates.ts';
import { type ArchiveName, groupFromRepositoryPath, parseArchiveName } from './file-name.ts';
import { knownCoordinates } from './known-groups.ts';
import type { Pom } from './pom.ts';

/** All that one archive says of itself, outermost to innermost evidence. */
export interface ArchiveEvidence {
  /** Path, or member name within the outer archive. */
  readonly path: string;
  readonly manifest: JarManifest;
  readonly poms: readonly Pom[];
  /** See `mainJavaPackage`. */
  readonly javaPackage: string | undefined;
  readonly hasClasses: boolean;
}

/**
 * The package that the archive itself is, and the poms of what was shaded into it.
 * Each pom is somebody's package; the archive is one of them, or, when none fits, what manifest and file name say.
 */
export function identify(evidence: ArchiveEvidence): { main: JavaPackage | undefined; shaded: readonly Pom[] } {
  const { manifest, poms } = evidence;
  const name = parseArchiveName(evidence.path, manifestVersion(manifest));
  const own = ownPom(evidence, name);
  if (own) return { main: withManifest(own, evidence, name), shaded: poms.filter((pom) => pom !== own) };
  // Several poms and a name that says nothing (`app.jar`): its parts are known, the whole has no name.
  const nameless = poms.length > 0 && name.version === '' && manifestVersion(manifest) === '';
  return { main: nameless ? undefined : guess(evidence, name), shaded: poms };
}

/** The pom that speaks of the archive and not of something shaded into it. */
function ownPom({ poms: found, manifest, hasClasses }: ArchiveEvidence, name: ArchiveName): Pom | undefined {
  const symbolic = manifest.main.get('bundle-symbolicname')?.split(';', 1)[0];
  const bundle = found.filter((pom) => symbolic === `${pom.group}.${pom.artifact}`);
  const poms = [...bundle, ...found.filter((pom) => !bundle.includes(pom))];
  const named =
    poms.find((pom) => pom.version !== '' && startsWithWord(name.stem, `${pom.artifact}-${pom.version}`)) ??
    poms.find((pom) => pom.artifact === name.artifact && (pom.version === '' || pom.version === name.version)) ??
    poms.find((pom) => name.stem === pom.artifact || name.stem === `${pom.group}.${pom.artifact}`) ??
    poms.find((pom) => startsWithWord(name.stem, `${pom.group}.${pom.artifact}-${pom.version}`)) ??
    poms.find((pom) => pom.artifact === name.artifact);
  if (named) return named;
  const hints = [
    'artifact-id',
    'short-name',
    'implementation-title',
    'bundle-symbolicname',
    'automatic-module-name',
  ].map((field) => manifest.main.get(field)?.split(';', 1)[0]);
  const hinted = poms.find((pom) => hints.includes(pom.artifact) || hints.includes(`${pom.group}.${pom.artifact}`));
  if (hinted) return hinted;
  const [only] = poms;
  // A renamed archive: it still holds its only pom. One named after something else merely contains that pom.
  return poms.length === 1 && (name.version === '' || name.version === only?.version || !hasClasses) ? only : undefined;
}

function startsWithWord(text: string, start: string): boolean {
  return text === start || text.startsWith(`${start}-`);
}

function withManifest(pom: Pom, evidence: ArchiveEvidence, name: ArchiveName): JavaPackage {
  const version = pom.version || name.version || manifestVersion(evidence.manifest);
  const group = pom.group ?? guessGroup(evidence, { ...name, artifact: pom.artifact, version });
  return { ...described(evidence.manifest), ...pom, group, version, licenses: licensesOf(pom, evidence.manifest) };
}

function licensesOf(pom: Pom, manifest: JarManifest): readonly string[] {
  return pom.licenses.length > 0 ? pom.licenses : described(manifest).licenses;
}

/** What manifest, path and classes say together. */
function guess(evidence: ArchiveEvidence, name: ArchiveName): JavaPackage | undefined {
  const { manifest, hasClasses } = evidence;
  const version = name.version || manifestVersion(manifest);
  const artifact = guessArtifact(manifest, name);
  if (artifact === undefined || (version === '' && !hasClasses)) return undefined;
  // The compiled half of an Android library is always called so.
  if (name.stem === 'classes' && version === '') return undefined;
  const known = knownCoordinates({ artifact, version }, evidence.javaPackage);
  const group = known?.group ?? guessGroup(evidence, { ...name, artifact, version }) ?? artifact;
  return { ...described(manifest), group, artifact: known?.artifact ?? artifact, version };
}

function guessArtifact(manifest: JarManifest, name: ArchiveName): string | undefined {
  const jenkins = identifier(manifest.main.get('artifact-id') ?? manifest.main.get('short-name'));
  if (jenkins && manifest.main.has('plugin-version')) return jenkins;
  if (name.version !== '') return identifier(name.artifact);
  const title = identifier(manifest.main.get('implementation-title'));
  if (title && !title.includes('.') && title.toLowerCase() === title) return title;
  // A renamed bundle: org.apache.tomcat-catalina. Without a hyphen the last word is often a mere part, as in org.slf4j.api.
  const bundle = identifier(manifest.main.get('bundle-symbolicname')?.split(';', 1)[0]);
  const last = bundle?.slice(bundle.lastIndexOf('.') + 1);
  return last?.includes('-') ? last : identifier(name.artifact);
}

function guessGroup(evidence: ArchiveEvidence, name: ArchiveName): string | undefined {
  const { main } = evidence.manifest;
  const { artifact, version } = name;
  return (
    groupFromRepositoryPath(evidence.path, artifact, version) ??
    identifier(main.get('group-id')) ??
    vendorId(main.get('implementation-vendor-id'), artifact) ??
    name.group ??
    groupOfName(main.get('bundle-symbolicname')?.split(';', 1)[0], artifact) ??
    groupOfName(main.get('automatic-module-name'), artifact) ??
    groupOfClass(main.get('start-class')) ??
    groupOfName(evidence.javaPackage, artifact) ??
    groupOfClass(main.get('main-class'))
  );
}

function vendorId(text: string | undefined, artifact: string): string | undefined {
  const id = reverseDomain(text) ?? (text === artifact ? artifact : undefined);
  return id && withoutLast(id, artifact);
}

/** org.mongodb.bson is org.mongodb's bson, but org.postgresql is whole, and so are the groups of large hosts. */
function withoutLast(id: string, artifact: string): string {
  if (!id.endsWith(`.${artifact}`)) return id;
  const rest = id.slice(0, -artifact.length - 1);
  return rest.includes('.') && !HOSTS.has(rest) ? rest : id;
}

/** Whose projects each have a group below. */
const HOSTS: ReadonlySet<string> = new Set(['com.github', 'com.google', 'com.squareup', 'org.apache', 'org.codehaus']);

/**
 * The group in a symbolic or module name, or a Java package: what is left when the artifact's own words are taken from its end.
 * `org.slf4j.api` of slf4j-api gives org.slf4j; `com.fasterxml.jackson.core.jackson-databind` gives com.fasterxml.jackson.core.
 */
function groupOfName(name: string | undefined, artifact: string): string | undefined {
  const id = reverseDomain(name);
  if (!id) return undefined;
  const shorter = withoutLast(id, artifact);
  if (shorter !== id) return shorter;
  const parts = id.split('.');
  const [first, ...others] = artifact.toLowerCase().split(/[-_.]/);
  // micrometer-commons lies in io.micrometer.common: the first word tells how deep the group goes.
  if (others.length > 0 && parts[1]?.toLowerCase() === first) return parts.slice(0, 2).join('.');
  while (parts.length > 2 && others.some((word) => word === parts.at(-1)?.toLowerCase())) parts.pop();
  return parts.join('.');
}

function groupOfClass(name: string | undefined): string | undefined {
  const id = reverseDomain(name);
  if (!id || id.startsWith('org.springframework.boot.loader')) return undefined;
  return id.split('.').slice(0, -1).slice(0, 3).join('.') || undefined;
}

const VERSION_FIELDS = ['plugin-version', 'implementation-version', 'bundle-version', 'specification-version'];

function manifestVersion(manifest: JarManifest): string {
  for (const attributes of [manifest.main, ...manifest.sections]) {
    for (const field of VERSION_FIELDS) {
      const version = versionText(attributes.get(field));
      if (version !== '') return version;
    }
  }
  return '';
}

function described({ main }: JarManifest): Pick<JavaPackage, 'licenses' | 'supplier' | 'homepage'> {
  const supplier = main.get('bundle-vendor') || main.get('implementation-vendor');
  const homepage = main.get('bundle-docurl') || main.get('implementation-url');
  const declared = main.get('bundle-license') ?? main.get('plugin-license-name') ?? '';
  const licenses = declared.split(',').map((part) => part.split(';', 1)[0]?.trim() ?? '');
  return {
    licenses: licenses.filter((license) => license !== '' && license !== '<<EXTERNAL>>').map((text) => unquoted(text)),
    ...(supplier && !supplier.includes('${') ? { supplier } : {}),
    ...(homepage && /^https?:\/\/[^\s$]+$/.test(homepage) ? { homepage } : {}),
  };
}

function unquoted(text: string): string {
  return text.replace(/^"(.*)"$/s, '$1');
}
