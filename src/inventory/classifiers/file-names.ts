import type { FileHeader } from '../../filesystem/file.ts';
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
  /** What the base name begins with. */
  readonly prefix: string;
  readonly expression: RegExp;
}

/** Names are filed by their first two characters. */
const KEY = 2;
const NONE: readonly Candidate[] = [];
const EXECUTABLE: readonly string[] = ['elf', 'pe', 'macho'];

export function candidateFinder(classifiers: readonly Classifier[]): CandidateFinder {
  const plain = new Map<string, NamePattern[]>();
  const wild = new Map<string, NamePattern[]>();
  const kinds = new Set([...EXECUTABLE, ...classifiers.flatMap((classifier) => classifier.kinds ?? [])]);
  const order = new Map(classifiers.map((classifier, index) => [classifier, index]));
  for (const classifier of classifiers) {
    for (const file of classifier.files) {
      const base = file.slice(file.lastIndexOf('/') + 1);
      const isPlain = !/[*{]/.test(base);
      const literal = /^[^*{]*/.exec(base)?.[0] ?? '';
      if (literal.length < KEY) throw new RangeError(`${classifier.name}: ${file} begins with a wildcard`);
      add(isPlain ? plain : wild, isPlain ? base : base.slice(0, KEY), {
        classifier,
        prefix: literal,
        expression: nameExpression(file),
      });
    }
  }
  return ({ path, kind }) => {
    if (!kinds.has(kind)) return NONE;
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const base = name.endsWith('.exe') ? name.slice(0, -'.exe'.length) : name;
    const exact = plain.get(base);
    const similar = wild.get(base.slice(0, KEY));
    if (!exact && !similar) return NONE;
    const candidates = new Map<Classifier, Candidate>();
    for (const { classifier, prefix, expression } of [...(exact ?? []), ...(similar ?? [])]) {
      if (!base.startsWith(prefix) || candidates.has(classifier) || !(classifier.kinds ?? EXECUTABLE).includes(kind))
        continue;
      if (classifier.folder && !path.slice(0, Math.max(0, slash)).toLowerCase().includes(classifier.folder)) continue;
      const match = expression.exec(path.slice(0, slash + 1) + base);
      if (match) candidates.set(classifier, { classifier, named: match[1] ?? '' });
    }
    return [...candidates.values()].sort((a, b) => (order.get(a.classifier) ?? 0) - (order.get(b.classifier) ?? 0));
  };
}

function add(index: Map<string, NamePattern[]>, key: string, pattern: NamePattern): void {
  const list = index.get(key);
  if (list) list.push(pattern);
  else index.set(key, [pattern]);
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
