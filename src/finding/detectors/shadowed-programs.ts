import { DEFAULT_PATH } from '../../behavior/find-program.ts';
import type { FileEntry } from '../../filesystem/file.ts';
import { pathBytesOf } from '../../filesystem/node-table.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { programClue } from '../tampering/integrity-clue.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';
import { isShadowTarget, isTargetProgram, targetNames } from '../tampering/names.ts';
import { isInProgramFolder } from '../tampering/places.ts';
import { surveyPrograms } from '../tampering/programs.ts';

const MOST_FOLDERS = 64;
const MOST_EVIDENCE = 20;
const EXECUTE = 0o111;
/** Whoever builds a whole set of tools puts all of them there. */
const SUITE = 6;
const FILTERS = /^(?:e|f)?grep$|^sed$|^awk$/;

/** Programs that stand in the way of a package's program of the same name, and programs of nobody among those of packages. */
export const shadowedPrograms: ImageDetector = {
  name: 'shadowed-programs',
  rules: [
    {
      id: 'malware/shadowed-program',
      title: 'System program shadowed through PATH',
      meaning:
        'A program that no package owns is found before the packaged one of the same name: whoever calls it gets something else.',
      severity: 'high',
      falsePositives:
        'Only names of programs that intruders replace count; newer builds of shells and servers, wrappers, and whole tool sets under /usr/local are weak hints.',
      references: ['T1574.007', 'T1036.005'],
    },
    {
      id: 'malware/unowned-system-program',
      title: 'System program of no package',
      meaning: 'A program with the name of a system program stands where packages put theirs, and no package owns it.',
      severity: 'low',
      falsePositives: 'Software that was built from source into /usr looks the same.',
      references: ['T1036.005'],
    },
    {
      id: 'integrity/unowned-system-programs',
      title: 'Programs of no package in system folders',
      meaning:
        'Programs stand in /bin, /sbin, /usr/bin or /usr/sbin that no package owns, though packages own the rest.',
      severity: 'low',
      falsePositives:
        'Programs copied into an image from elsewhere are ordinary: /usr/local/bin is the place for them.',
      references: [],
    },
  ],
  *inspect(subject) {
    const shadows = [...findShadows(subject)];
    const sizes = new Map<string, number>();
    for (const { folder } of shadows) sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    for (const shadow of shadows) {
      yield clueOf(shadow, subject, (sizes.get(shadow.folder) ?? 0) >= SUITE);
    }
    yield* unownedPrograms(subject);
  },
};

interface Shadow {
  readonly name: string;
  readonly folder: string;
  /** As it is called. */
  readonly entry: FileEntry;
  /** What its links lead to. */
  readonly file: FileEntry;
  /** The packaged program. */
  readonly behind: string;
}

function* findShadows(subject: DetectorSubject): Iterable<Shadow> {
  const { tree, image } = subject;
  const folders = searchFolders(image.config.env);
  for (const [index, folder] of folders.entries()) {
    for (const name of targetNames()) {
      const entry = tree.get(`${folder}/${name}`);
      const file = entry && tree.resolve(entry.path);
      if (!entry || !file || file.type !== 'file' || (file.mode & EXECUTE) === 0 || isOwned(file, subject)) continue;
      const behind = folders
        .slice(index + 1)
        .map((later) => tree.resolve(`${later}/${name}`))
        .find((found) => found?.type === 'file' && found.path !== file.path && isOwned(found, subject));
      if (behind) yield { name, folder, entry, file, behind: behind.path };
    }
  }
}

function searchFolders(env: readonly string[]): string[] {
  const own = env.find((line) => line.startsWith('PATH='))?.slice('PATH='.length);
  const folders = (own || DEFAULT_PATH)
    .split(':')
    .filter((folder) => folder.startsWith('/'))
    .map((folder) =>
      folder
        .replace(/\/{2,}/g, '/')
        .slice(1)
        .replace(/\/$/, ''),
    );
  return [...new Set(folders)].slice(0, MOST_FOLDERS);
}

function isOwned({ path }: FileEntry, { tree, ownership }: DetectorSubject): boolean {
  return ownership.claimAt(tree.nodes.find(pathBytesOf(path))) !== undefined;
}

function clueOf({ name, entry, file, behind }: Shadow, subject: DetectorSubject, isSuite: boolean): Clue {
  const hides = file.kind === 'script' && filtersOutput(file, behind, subject);
  const isStrong = hides || (file.kind === 'elf' && isShadowTarget(name) && !isSuite);
  return programClue(subject, entry, {
    rule: 'malware/shadowed-program',
    weight: isStrong ? 'strong' : 'weak',
    family: 'masquerade',
    excerpt: `/${entry.path} before /${behind}`,
    does: hides
      ? `calls /${behind} in its place and leaves out lines of what it says`
      : `is run in place of the packaged /${behind}`,
  });
}

/** Does the script run the real program and leave lines out of what it prints? */
function filtersOutput({ path }: FileEntry, behind: string, { commands }: DetectorSubject): boolean {
  const own = commands.filter(({ place }) => place.path === path && place.decoded.length === 0);
  const calls = new Set(
    own.filter(({ words }) => sameProgram(words[0]?.text ?? '', behind)).map(({ pipeline }) => pipeline.id),
  );
  return own.some(
    ({ words, pipeline }) =>
      pipeline.position > 0 &&
      calls.has(pipeline.id) &&
      FILTERS.test(words[0]?.text.replace(/^.*\//, '') ?? '') &&
      words.some(({ text }) => /^-[a-zA-Z]*v|^--invert-match$|\/d$/.test(text)),
  );
}

function sameProgram(called: string, behind: string): boolean {
  const name = behind.slice(behind.lastIndexOf('/') + 1);
  return called.startsWith('/') && called.endsWith(`/${name}`);
}

function* unownedPrograms(subject: DetectorSubject): Iterable<Clue | Finding> {
  const { unowned, isAccounted } = surveyPrograms(subject);
  if (!isAccounted) return;
  const programs = unowned.filter(({ path, mode }) => isInProgramFolder(path) && (mode & EXECUTE) !== 0);
  for (const program of programs) {
    if (program.kind !== 'elf' || !isTargetProgram(program.name)) continue;
    yield programClue(subject, program, {
      rule: 'malware/unowned-system-program',
      weight: 'weak',
      family: 'masquerade',
      excerpt: `${program.size} bytes, of no package`,
      does: 'has the name and place of a system program, and belongs to no package',
    });
  }
  const [first] = programs;
  if (!first) return;
  const many = programs.length > 1;
  yield integrityFinding({
    rule: 'integrity/unowned-system-programs',
    about: 'image',
    severity: 'low',
    title: many
      ? `${programs.length} programs in system folders belong to no package`
      : `/${first.path} stands in a system folder and belongs to no package`,
    evidence: programs.slice(0, MOST_EVIDENCE).map(({ path, layer }) => ({ path, layer })),
    fix: 'Put programs of your own into /usr/local/bin, where nobody takes them for the distribution’s.',
  });
}
