import { asObject, asText, type Json } from '../base/json.ts';
import type { FileHeader, KeptFile } from '../filesystem/file.ts';
import type { BodyTap } from '../filesystem/tap.ts';
import type { RandomAccess } from '../format/random-access.ts';
import type { Classifier } from './classifiers/classifier.ts';
import { type Candidate, candidateFinder } from './classifiers/file-names.ts';
import { classifiers } from './classifiers/index.ts';
import { compilePattern, type Pattern } from './classifiers/pattern.ts';
import { type Matches, searchPatterns } from './classifiers/search.ts';

/** What a file was recognised as. */
export interface Classified {
  readonly classifier: Classifier;
  readonly version: string;
}

/** The name of the cataloger that reports what was recognised. */
export const CLASSIFIER = 'binary-classifier';

/** The tap's name, for `noted()`. */
export const CLASSIFIER_TAP = 'classifier';

/** Recognises files by name and bytes while they stream by. */
export const classifierTap: BodyTap = {
  name: CLASSIFIER_TAP,
  version: 1,
  wants: (file) => candidatesOf(file).length > 0,
  examine(body, file) {
    const found = classify(body, file);
    return found && { classifier: found.classifier.name, version: found.version };
  },
};

/** What the pass noted of the file. */
export function classifiedAs(file: Pick<KeptFile, 'note'>): Classified | undefined {
  const note: Json | undefined = file.note(CLASSIFIER_TAP);
  const name = asText(asObject(note)?.classifier);
  const version = asText(asObject(note)?.version);
  const classifier = name === undefined ? undefined : byName.get(name);
  return classifier && version !== undefined ? { classifier, version } : undefined;
}

/** What the file is, by its name and bytes. @throws FormatError when it is made to keep the search busy. */
export function classify(body: RandomAccess, file: Pick<FileHeader, 'path' | 'kind'>): Classified | undefined {
  const searches = candidatesOf(file).map(searchFor);
  const patterns = searches.flatMap(({ versions, requires, without }) => [...versions, ...requires, ...without]);
  const matches = searchPatterns(body, patterns, (soFar) => isSettled(searches, matchesByPattern(patterns, soFar)));
  const found = matchesByPattern(patterns, matches);
  for (const search of searches) {
    const version = versionOf(search, found);
    if (version !== undefined) return { classifier: search.classifier, version };
  }
  return undefined;
}

const candidatesOf = candidateFinder(classifiers);
const byName = new Map(classifiers.map((classifier) => [classifier.name, classifier]));

interface Search {
  readonly classifier: Classifier;
  readonly versions: readonly Pattern[];
  readonly requires: readonly Pattern[];
  readonly without: readonly Pattern[];
}

const compiled = new Map<string, Search>();
/** Names of files are the image's choice: only so many are remembered. */
const MOST_COMPILED = 1_000;

function searchFor({ classifier, named }: Candidate): Search {
  const key = `${classifier.name} ${named}`;
  const known = compiled.get(key);
  if (known) return known;
  const search = {
    classifier,
    versions: classifier.versions.map((template) => compilePattern(template, named)),
    requires: (classifier.requires ?? []).map((text) => compilePattern(text)),
    without: (classifier.without ?? []).map((text) => compilePattern(text)),
  };
  if (compiled.size < MOST_COMPILED) compiled.set(key, search);
  return search;
}

type Found = ReadonlyMap<Pattern, Matches>;

function matchesByPattern(patterns: readonly Pattern[], matches: readonly Matches[]): Found {
  return new Map(patterns.map((pattern, i) => [pattern, matches[i] ?? []]));
}

/** Nothing that follows can change the answer: the first candidate has its first pattern, and no text speaks against it. */
function isSettled([first]: readonly Search[], found: Found): boolean {
  if (!first || first.classifier.unique || first.without.length > 0) return false;
  const [best] = first.versions;
  return best !== undefined && has(found, best) && first.requires.every((pattern) => has(found, pattern));
}

function versionOf({ classifier, versions, requires, without }: Search, found: Found): string | undefined {
  if (!requires.every((pattern) => has(found, pattern)) || without.some((pattern) => has(found, pattern)))
    return undefined;
  for (const pattern of versions) {
    const [version, another] = found.get(pattern) ?? [];
    if (version !== undefined && (another === undefined || !classifier.unique)) return version;
  }
  return undefined;
}

function has(found: Found, pattern: Pattern): boolean {
  return (found.get(pattern)?.length ?? 0) > 0;
}
