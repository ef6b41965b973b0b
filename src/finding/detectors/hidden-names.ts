import type { Reach } from '../../behavior/reach.ts';
import type { FileEntry } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector } from '../detector.ts';
import { isInLanguageFolder, isInSharedFolder, isInSystemFolder, isSample } from '../tampering/places.ts';
import { surveyPrograms } from '../tampering/programs.ts';

const EXECUTE = 0o111;
/** Hidden entries directly in folders where nothing is hidden from its owner. */
const HIDDEN =
  /^((?:tmp|var\/tmp|dev(?:\/shm)?|(?:usr\/)?(?:s?bin|lib(?:32|64)?)|usr\/local\/s?bin|boot|var\/(?:run|lock|spool)|run(?:\/lock)?|etc)\/)(\.[^/]+)/;
/** Traces of builds, caches and displays. */
const KNOWN =
  /^\.(?:X11-unix|ICE-unix|XIM-unix|font-unix|Test-unix|X\d+-lock|cache|config|local|npm|npmrc|yarn|pnpm-\w+|node-gyp|electron-gyp|bun|deno|git\w*|svn|hg|docker\w*|dotnet|nuget|gradle|m2|ivy2|sbt|java|cargo|rustup|rbenv|gem|bundle|pip|pyenv|venv|virtualenv|conda|julia|cpan|composer|ccache|cmake|bazel\w*|terraform\.d|aws|azure|kube|helm|vscode[\w-]*|idea|gnupg|pki|dbus|libs|keep|placeholder|s6-svscan|lxc|initramfs|theia|jupyter|ipython|matplotlib|wine|mono|android|pub-cache|flutter|stack|ghcup|cabal|opam|elan|hex|mix|sdkman|nvm|volta|fnm|asdf|mise|oh-my-zsh)$|^\.(?:org|com|net|io|mount|nfs|fuse)[._-]/;
/** What packagers put beside programs and libraries. */
const KNOWN_IN_SYSTEM = /^\.(?:build-id|debug|dwz|libs|keep|java-[\w.-]+|[\w.+-]+\.hmac|[\w.+-]+-wrapped)$/;
/** Names that cannot be seen, or are seen as something else. */
const INVISIBLE = /^[\s.\u00a0\u115f\u1160\u2000-\u200f\u2028-\u202f\u2060-\u2064\u3000\u3164\ufeff\uffa0]+$/u;
const OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/;
const TRAILING = /[ \u00a0\u3000]$/;

/** Programs in places that listings do not show, or show as something else. */
export const hiddenNames: ImageDetector = {
  name: 'hidden-names',
  rules: [
    {
      id: 'malware/hidden-program',
      title: 'Program in a hidden folder of the system',
      meaning:
        'A program is hidden, by the dot of its name or of its folder’s, where the system keeps or shares files.',
      severity: 'high',
      falsePositives:
        'Caches and traces of builds, displays and language tools, checksums beside libraries, and files of packages are not told.',
      references: ['T1564.001'],
    },
    {
      id: 'malware/invisible-name',
      title: 'Program with an invisible or reversed name',
      meaning:
        'The name of a program or of its folder is made of blanks or dots, ends in a blank, or turns the direction of writing, so that people read another name.',
      severity: 'high',
      falsePositives: 'Only programs count; names of documents in any script are not told, nor are test data.',
      references: ['T1036.002', 'T1564.001'],
    },
  ],
  *inspect(subject) {
    for (const program of surveyPrograms(subject).unowned) {
      const reach = subject.startup.reach.get(program.path) ?? 'present';
      yield* judge({ ...program, reach });
    }
    for (const file of subject.hiddenFiles()) {
      if (file.kind === 'elf' || file.kind === 'script') yield* judge(file);
    }
  },
};

interface Judged extends Pick<FileEntry, 'path' | 'kind' | 'mode' | 'layer'> {
  readonly reach: Reach;
}

function* judge(file: Judged): Iterable<Clue> {
  const { path, layer, kind, mode, reach } = file;
  if (isSample(path) || isInLanguageFolder(path)) return;
  const what = kind === 'script' ? 'a script' : 'a program';
  const shared = { family: 'hiding', subject: path, reach } as const;
  const odd = path.split('/').find(isInvisible);
  if (odd !== undefined) {
    yield {
      ...shared,
      rule: 'malware/invisible-name',
      weight: 'strong',
      evidence: { path, layer, excerpt: `the name ${escaped(odd)}` },
      does: `hides ${what} behind a name that reads as something else`,
    };
    return;
  }
  const [, folder, name] = HIDDEN.exec(path) ?? [];
  if (folder === undefined || name === undefined || (isInSystemFolder(path) ? KNOWN_IN_SYSTEM : KNOWN).test(name))
    return;
  // Scripts run without the bit, too; programs left over from builds mostly have it.
  const isStrong =
    kind === 'elf' ? (mode & EXECUTE) !== 0 || isInSystemFolder(path) : folder === 'dev/' || folder === 'dev/shm/';
  yield {
    ...shared,
    rule: 'malware/hidden-program',
    weight: isStrong && (isInSharedFolder(path) || isInSystemFolder(path)) ? 'strong' : 'weak',
    evidence: { path, layer, excerpt: `${what} below /${folder}${name}` },
    does: `keeps ${what} out of sight in /${folder}${name}`,
  };
}

function isInvisible(name: string): boolean {
  return INVISIBLE.test(name) || OVERRIDE.test(name) || TRAILING.test(name);
}

/** The name so that what cannot be seen is seen. */
function escaped(name: string): string {
  return JSON.stringify(name.slice(0, 60)).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
