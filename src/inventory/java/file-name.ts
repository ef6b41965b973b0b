import { reverseDomain, versionText } from './coordinates.ts';

/** What an archive's file name says: `artifact-version.jar`, `group.artifact-version.jar`, `symbolic.name_version.jar`. */
export interface ArchiveName {
  /** Without folder and extension. */
  readonly stem: string;
  readonly group: string | undefined;
  readonly artifact: string;
  /** '' when the name holds none. May end in a classifier. */
  readonly version: string;
}

/** Words that stand inside versions, before a further number. */
const QUALIFIER =
  /^(?:alpha|beta|rc|cr|m|ea|pre|preview|milestone|snapshot|final|release|ga|sp|jre|jdk|java|android|incubating|build|b|r|v|redhat|patch|hotfix|fix|p|pl|dev|nightly|post|rev|atlassian|cdh|hdp|amzn|emr|fuse|jbossorg|jboss|wso|hudson|jenkins|custom|internal|private)[\d_.]*[a-z]?$/i;

/** Reads a file name. `version` is what the manifest claims: where the name holds it, it shows where the artifact ends. */
export function parseArchiveName(path: string, version = ''): ArchiveName {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const claimedAt = version === '' ? -1 : splitAtVersion(stem, version);
  const at = claimedAt > 0 ? claimedAt : splitAtNumber(stem);
  const [artifact, rest] = at > 0 ? [stem.slice(0, at), versionText(stem.slice(at + 1))] : [stem, ''];
  const claimed = version !== '' && rest.startsWith(`${version}-`) ? version : rest;
  return { stem, ...splitGroup(rest === '' ? stem : artifact), version: claimed };
}

function splitAtVersion(stem: string, version: string): number {
  const at = stem.lastIndexOf(version) - 1;
  const after = stem.charAt(at + 1 + version.length);
  return at > 0 && /[-_]/.test(stem.charAt(at)) && /^[-_]?$/.test(after) ? at : -1;
}

/** As file systems have it; archives could hold longer ones. */
const LONGEST_NAME = 255;
/** More would only be tried to take time. */
const MOST_SPLITS = 20;

/** The first `-` or `_` before a number whose rest reads like a version: not the 1.2 of `log4j-1.2-api-2.17.1`. */
function splitAtNumber(stem: string): number {
  if (stem.length > LONGEST_NAME) return -1;
  const dashes = [...stem.matchAll(/-(?=v?\d|(?:r|build)\d+(?:[-.]|$))/g)]
    .map((match) => match.index)
    .filter((index) => index > 0)
    .slice(0, MOST_SPLITS);
  const split = dashes.find((index) => readsLikeVersion(stem.slice(index + 1))) ?? dashes[0];
  if (split !== undefined) return split;
  const underscore = stem.search(/_\d+\.\d/);
  return underscore > 0 ? underscore : stem.search(/\.\d+\.\d/);
}

function readsLikeVersion(text: string): boolean {
  const [first = '', ...words] = text.split('-');
  // The version of what is wrapped: beam-vendor-grpc-1_60_1-0.2.
  if (/^\d+(?:_\d+)+$/.test(first) && words.some((word) => /^\d/.test(word))) return false;
  let strangers = 0;
  for (const word of words) {
    if (/^v?\d/.test(word)) {
      if (strangers > 0) return false;
    } else if (!QUALIFIER.test(word)) strangers++;
  }
  return true;
}

/** Some tools put the group before the name: `org.eclipse.core.runtime`, `io.quarkus.quarkus-core`. */
function splitGroup(name: string): { group: string | undefined; artifact: string } {
  const dot = name.lastIndexOf('.');
  const group = dot > 0 && /^[A-Za-z]/.test(name.slice(dot + 1)) ? reverseDomain(name.slice(0, dot)) : undefined;
  return group?.includes('.') ? { group, artifact: name.slice(dot + 1) } : { group: undefined, artifact: name };
}

const ROOT = /(?:^|\/)(?:\.m2\/repository|repository|maven-repo|system|files-2\.1)\//g;

/** The group, when the archive lies in a Maven repository or Gradle cache: folders then say group, artifact and version. */
export function groupFromRepositoryPath(path: string, artifact: string, version: string): string | undefined {
  const roots = [...path.matchAll(ROOT)];
  const root = roots.at(-1);
  if (!root) return undefined;
  const folders = path.slice(root.index + root[0].length).split('/');
  const gradle = root[0].includes('files-2.1');
  if (gradle) return folders.length === 5 && folders[1] === artifact ? reverseDomain(`${folders[0]}`) : undefined;
  const below = folders.slice(-3);
  if (folders.length < 4 || below[0] !== artifact || (below[1] !== version && below[1] !== 'debian')) return undefined;
  return folders.slice(0, -3).join('.');
}
