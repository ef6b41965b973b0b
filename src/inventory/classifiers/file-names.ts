import type { FileHeader, FileKind } from '../../filesystem/file.ts';
import type { Classifier } from './classifier.ts';

/** A classifier whose file this may be, and the version in the file's name. */
export interface Candidate {
  readonly classifier: Classifier;
  readonly named: string;
}

/** Tells whose file a file may be. It is asked for every file of every image: most names end at the first look-up. */
export type CandidateFinder = (file: Pick<FileHeader, 'path' | 'kind'>) => readonly Candidate[];

interface NamePattern {
  readonly classifier: Classifier;
  /** The classifier's place among all. */
  readonly order: number;
  /** What the base name begins with. */
  readonly prefix: string;
  readonly expression: RegExp;
}

/** Patterns by base name, and those with wildcards by what they begin with: four characters, or two. */
interface NameIndex {
  readonly plain: Map<string, NamePattern[]>;
  readonly wild: Map<string, NamePattern[]>;
  /** 1 where a name may begin with two such characters: nearly all names of half a million end here. */
  readonly gate: Uint8Array;
}

const LONG_KEY = 4;
const SHORT_KEY = 2;
const NONE: readonly Candidate[] = [];
const EXECUTABLE: readonly FileKind[] = ['elf', 'pe', 'macho'];

/** The finder for these classifiers. Candidates come in their order. */
export function candidateFinder(classifiers: readonly Classifier[]): CandidateFinder {
  const byKind = new Map<FileKind, NameIndex>();
  for (const [order, classifier] of classifiers.entries()) {
    for (const kind of classifier.kinds ?? EXECUTABLE) {
      const index = byKind.get(kind) ?? { plain: new Map(), wild: new Map(), gate: new Uint8Array(1 << 12) };
      byKind.set(kind, index);
      for (const file of classifier.files) addFile(index, file, { classifier, order });
    }
  }
  return ({ path, kind }) => {
    const index = byKind.get(kind);
    if (!index) return NONE;
    const slash = path.lastIndexOf('/');
    if (index.gate[gateOf(path, slash + 1)] === 0) return NONE;
    const name = path.slice(slash + 1);
    const base = name.endsWith('.exe') ? name.slice(0, -'.exe'.length) : name;
    const found: { pattern: NamePattern; candidate: Candidate }[] = [];
    for (const patterns of [
      index.plain.get(base),
      index.wild.get(base.slice(0, LONG_KEY)),
      index.wild.get(base.slice(0, SHORT_KEY)),
    ]) {
      for (const pattern of patterns ?? NO_PATTERNS) {
        const candidate = base.startsWith(pattern.prefix) && matchName(pattern, path.slice(0, slash + 1), base);
        if (candidate) found.push({ pattern, candidate });
      }
    }
    if (found.length === 0) return NONE;
    found.sort((a, b) => a.pattern.order - b.pattern.order);
    return found
      .filter(({ pattern }, i) => pattern.order !== found[i - 1]?.pattern.order)
      .map(({ candidate }) => candidate);
  };
}

function gateOf(text: string, start: number): number {
  return ((text.charCodeAt(start) << 6) ^ text.charCodeAt(start + 1)) & 0xfff;
}

const NO_PATTERNS: readonly NamePattern[] = [];

function addFile(
  index: NameIndex,
  file: string,
  { classifier, order }: { classifier: Classifier; order: number },
): void {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const prefix = /^[^*{]*/.exec(base)?.[0] ?? '';
  if (prefix.length < SHORT_KEY) throw new RangeError(`${classifier.name}: ${file} begins with a wildcard`);
  const isPlain = prefix === base;
  index.gate[gateOf(base, 0)] = 1;
  if (base.length === 1) index.gate.fill(1); // what follows it in `base.exe` is another character
  const key = isPlain ? base : prefix.slice(0, prefix.length >= LONG_KEY ? LONG_KEY : SHORT_KEY);
  const patterns = isPlain ? index.plain : index.wild;
  patterns.set(key, [...(patterns.get(key) ?? []), { classifier, order, prefix, expression: nameExpression(file) }]);
}

function matchName({ classifier, expression }: NamePattern, folder: string, base: string): Candidate | undefined {
  if (classifier.folder && !folder.slice(0, -1).toLowerCase().includes(classifier.folder)) return undefined;
  const match = expression.exec(folder + base);
  return match ? { classifier, named: match[1] ?? '' } : undefined;
}

function nameExpression(file: string): RegExp {
  const source = file
    .split(/(\*|\{named\})/)
    .map((part) => (part === '*' ? '[^/]*' : part === '{named}' ? '([0-9]{1,3}\\.[0-9]{1,3})' : literalSource(part)))
    .join('');
  return new RegExp(`(?:^|/)${source}$`);
}

function literalSource(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
