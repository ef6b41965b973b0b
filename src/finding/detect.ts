import { messageOf } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import type { Turn } from '../base/turns.ts';
import { createProblemList } from '../filesystem/problem-list.ts';
import type { Clue } from './clue.ts';
import { CONTENT_TAP, type ContentNote } from './content/content-tap.ts';
import type { ContentDetector, Detector, DetectorSubject, FileDetector, ImageDetector } from './detector.ts';
import type { Finding } from './finding.ts';

/** What detectors saw, before clues are weighed. */
export interface Detection {
  readonly clues: readonly OwnedClue[];
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** A clue with all that its weighing needs. */
export interface OwnedClue extends Clue {
  /** Of its rule. */
  readonly title: string;
  /** Package URL; there where the clue speaks of a distribution's file, and the file is as the distribution made it. */
  readonly owner?: string;
}

/** Of one detector; what goes beyond is a Problem. */
const MOST_RESULTS = 20_000;

/** Lets every detector look at the finished picture. One that fails costs its own results only. */
export async function detect(
  subject: DetectorSubject,
  { detectors, turn }: { readonly detectors: readonly Detector[]; readonly turn: Turn },
): Promise<Detection> {
  const problems = createProblemList();
  const results = new Map<string, Clue | Finding>();
  const collect = (name: string, found: () => Iterable<Clue | Finding>): void => {
    let count = 0;
    try {
      for (const one of found()) {
        if (++count > MOST_RESULTS) {
          problems.add({ code: 'over-limit', message: `${name} has more than ${MOST_RESULTS} findings` });
          break;
        }
        results.set('id' in one ? one.id : JSON.stringify(one), one);
      }
    } catch (error) {
      problems.add({ code: 'plugin-failed', message: `${name}: ${messageOf(error)} (please report this)` });
    }
  };
  for (const detector of detectors) {
    if (isImageDetector(detector)) collect(detector.name, () => detector.inspect(subject));
    else if ('tap' in detector) collect(detector.name, () => readNotes(detector, subject));
    await turn();
  }
  collectContent(detectors.filter(isContentDetector), subject, { collect, problems });
  const titles = new Map(detectors.flatMap(({ rules }) => rules.map(({ id, title }) => [id as string, title])));
  const clues = [...results.values()].filter((one) => 'weight' in one);
  const layers = hiddenLayers(clues, subject);
  return {
    clues: clues.map((clue) => withLayer(ownedClue(clue, subject, titles), layers)),
    findings: [...results.values()].filter((one) => 'id' in one),
    problems: [...problems.finish(), ...subject.leftOut()],
  };
}

function isImageDetector(detector: Detector): detector is ImageDetector {
  return 'inspect' in detector;
}

function isContentDetector(detector: Detector): detector is ContentDetector {
  return 'signals' in detector;
}

function* readNotes(detector: FileDetector, subject: DetectorSubject): Iterable<Clue | Finding> {
  for (const { file, note } of subject.notes(detector.tap.name)) yield* detector.read(note, file);
}

/** Each detector is given the hits of its own signals. */
function collectContent(
  detectors: readonly ContentDetector[],
  subject: DetectorSubject,
  out: {
    readonly collect: (name: string, found: () => Iterable<Clue | Finding>) => void;
    readonly problems: ReturnType<typeof createProblemList>;
  },
): void {
  const own = detectors.map((detector) => ({ detector, signals: new Set(detector.signals.map(({ id }) => id)) }));
  for (const { file, note } of subject.notes(CONTENT_TAP)) {
    const { hits, over = [] } = note as unknown as ContentNote;
    for (const { detector, signals } of own) {
      const mine = hits.filter(({ signal }) => signals.has(signal));
      if (mine.length > 0) out.collect(detector.name, () => detector.judge(mine, file));
    }
    if (over.length > 0) {
      const { path, layer } = file;
      const message = `${over.join(', ')}: only the first places were looked at, there are too many in this file`;
      out.problems.add({ code: 'content-over-limit', path, layer, message });
    }
  }
}

/** Which layers have the hidden files that clues are about; the uppermost, where several do. */
function hiddenLayers(clues: readonly Clue[], subject: DetectorSubject): ReadonlyMap<string, number> {
  const wanted = new Set(
    clues
      .filter(({ reach, evidence }) => reach === 'hidden' && evidence.layer === undefined)
      .map(({ subject: path }) => path),
  );
  const layers = new Map<string, number>();
  if (wanted.size === 0) return layers;
  for (const { path, layer } of subject.hiddenFiles()) if (wanted.has(path)) layers.set(path, layer);
  return layers;
}

function withLayer(clue: OwnedClue, layers: ReadonlyMap<string, number>): OwnedClue {
  const layer = clue.reach === 'hidden' ? layers.get(clue.subject) : undefined;
  return layer === undefined ? clue : { ...clue, evidence: { ...clue.evidence, layer } };
}

function ownedClue(clue: Clue, subject: DetectorSubject, titles: ReadonlyMap<string, string>): OwnedClue {
  const told = { ...clue, title: titles.get(clue.rule) ?? clue.rule };
  if (clue.reach === 'hidden' || clue.reach === 'build-only') return told;
  // Manifests vouch for bytes: what speaks of a mode, or of the manifest itself, they do not answer.
  if (clue.family === 'tampering') return told;
  const file = subject.file(clue.subject);
  return file?.claim === 'owned' && file.owner ? { ...told, owner: file.owner } : told;
}
