import { glob } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector, NotedFile } from '../detector.ts';
import { clueOf } from '../persistence/clue-of.ts';
import { oddPlace, oddPlaceWords } from '../persistence/odd-place.ts';
import { isKnownPreload, preloadedPaths } from '../persistence/preloads.ts';
import { changedTexts, textTap } from '../persistence/text-tap.ts';

const FILE_RULE = 'malware/ld-so-preload';
const VARIABLE_RULE = 'malware/ld-preload-variable';

const preloadFile = textTap({
  name: 'library-preload',
  version: 1,
  reads: [glob('etc/ld.so.preload'), glob('etc/ld.so.preload.d/*')],
});

/** Libraries that the loader puts into every program, or into every program of the container. */
export const libraryPreload: ImageDetector = {
  name: 'library-preload',
  taps: [preloadFile],
  rules: [
    {
      id: FILE_RULE,
      title: 'Library forced into every program by /etc/ld.so.preload',
      meaning:
        'The loader puts the library into every program that starts. User-space rootkits hide processes, files and connections this way, and steal passwords.',
      severity: 'critical',
      falsePositives:
        'Libraries that a package of the distribution owns, and those that are known to be preloaded for good reason (libarmmem of Raspberry Pi OS, jemalloc, tcmalloc, faketime, eatmydata), are not told.',
      references: ['T1574.006', 'https://attack.mitre.org/techniques/T1574/006/'],
    },
    {
      id: VARIABLE_RULE,
      title: 'Library forced into programs by LD_PRELOAD',
      meaning:
        'A variable of the image has the loader put a library of no package, or out of a temporary or hidden place, into every program of the container.',
      severity: 'high',
      falsePositives:
        'Allocators, clocks and wrappers that are commonly preloaded, and libraries that packages own, are not told; a library of the application itself is weak evidence.',
      references: ['T1574.006'],
    },
  ],
  *inspect(subject) {
    for (const { file, text } of changedTexts(subject, preloadFile)) {
      for (const path of preloadedPaths(withoutNotes(text))) {
        if (isInnocent(subject, path)) continue;
        yield* fileClues(subject, file, path);
      }
    }
    yield* variableClues(subject);
  },
};

function* fileClues(subject: DetectorSubject, file: NotedFile, path: string): Iterable<Clue> {
  const library = file.hidden ? undefined : subject.tree.resolve(path.replace(/^\/+/, ''));
  const noted = library?.type === 'file' ? subject.file(library.path) : undefined;
  const words = { rule: FILE_RULE, weight: 'strong', excerpt: path, when: 'start' } as const;
  const near = noted && noted.reach !== 'present' ? noted.reach : 'loaded';
  const reach = file.reach === 'hidden' ? 'hidden' : near;
  const place = oddPlace(path);
  // What else is known of the library speaks of the library's own path.
  const about = (clue: Clue): Clue => (noted ? { ...clue, subject: noted.path } : clue);
  yield about(
    clueOf(file, {
      ...words,
      family: 'persistence',
      reach,
      does: noted
        ? 'is put into every program by /etc/ld.so.preload, though no package of the distribution brought it'
        : `has the loader put ${described(subject, path)} into every program`,
    }),
  );
  if (place)
    yield about(
      clueOf(file, {
        ...words,
        family: 'hiding',
        reach,
        does: `keeps the library that is forced into programs in ${oddPlaceWords(place)}`,
      }),
    );
}

function* variableClues(subject: DetectorSubject): Iterable<Clue> {
  for (const line of subject.image.config.env) {
    const equals = line.indexOf('=');
    const name = line.slice(0, equals);
    const value = line.slice(equals + 1);
    if (name === 'LD_PRELOAD' || name === 'LD_AUDIT') {
      for (const path of preloadedPaths(value)) {
        if (!path.includes('/') || isInnocent(subject, path)) continue;
        const isOdd = oddPlace(path) !== undefined;
        const does = `has the loader put ${described(subject, path)} into every program of the container`;
        yield variableClue(line, { name, weight: isOdd ? 'strong' : 'weak', does });
      }
    } else if (name === 'LD_LIBRARY_PATH') {
      const folder = value.split(':', 64).find((each) => oddPlace(`${each}/x`));
      if (folder === undefined) continue;
      const weight = oddPlace(`${folder}/x`) === 'hidden' ? 'strong' : 'weak';
      yield variableClue(line, { name, weight, does: `has programs take their libraries from ${folder}` });
    }
  }
}

function variableClue(
  line: string,
  { name, weight, does }: { readonly name: string; readonly weight: Clue['weight']; readonly does: string },
): Clue {
  return {
    rule: VARIABLE_RULE,
    weight,
    family: 'rootkit',
    subject: `config.env.${name}`,
    evidence: { field: `config.env.${name}`, excerpt: line.slice(0, 200) },
    reach: 'loaded',
    when: 'start',
    does,
  };
}

/** A name that is commonly preloaded, or a library that a package of the distribution brought, where such things lie. */
function isInnocent(subject: DetectorSubject, path: string): boolean {
  if (oddPlace(path)) return false;
  const claim = claimOf(subject, path);
  return claim === 'owned' || claim === 'configured' || isKnownPreload(path);
}

function claimOf({ tree, file }: DetectorSubject, path: string): string | undefined {
  const target = tree.resolve(path.replace(/^\/+/, ''));
  return target && file(target.path)?.claim;
}

function described(subject: DetectorSubject, path: string): string {
  if (!subject.tree.resolve(path.replace(/^\/+/, ''))) return `${path}, which is not in the image,`;
  return claimOf(subject, path) === undefined ? `${path}, which no package owns,` : path;
}

function withoutNotes(text: string): string {
  return text.replaceAll(/#[^\n]{0,4000}/g, '');
}
