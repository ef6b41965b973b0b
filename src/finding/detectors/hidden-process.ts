import { baseName } from '../../behavior/paths.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { isBuild, pathOf, type SeenCommand } from '../commands/seen-command.ts';
import type { Told } from '../commands/tell.ts';

/** Programs that commands start under another's name, or out of a hidden place. */
export const recogniseHiddenProcesses: Recognise = function* ({ commands }) {
  const isScanner = looksForOthers(commands);
  for (const seen of commands) {
    const told = renamed(seen) ?? (isScanner ? undefined : hidden(seen)) ?? copied(seen);
    if (told && !isBuild(seen)) yield [seen, told];
  }
};

const KERNEL_THREAD =
  /^\[?(?:kworker|kthreadd|ksoftirqd|kswapd\d|migration|rcu_(?:sched|bh|gp|preempt)|khugepaged|kdevtmpfs|watchdog|bioset|kblockd|scsi_eh_\d|jbd2|cpuhp)(?:[/:\]]|$)/;

/** `exec -a '[kworker/0:0]' ./x` */
function renamed({ levels }: SeenCommand): Told | undefined {
  for (const [program = '', ...rest] of levels) {
    const isExec = baseName(program) === 'exec';
    const at = isExec ? rest.findIndex((word) => /^-[cl]{0,2}a$/.test(word)) : -1;
    const name = at >= 0 ? (rest[at + 1] ?? '') : '';
    if (!KERNEL_THREAD.test(name) && !/^\[[\w/:.-]{1,60}\]$/.test(name)) continue;
    const real = rest[at + 2] ?? 'a program';
    return {
      rule: 'malware/hidden-process',
      weight: 'certain',
      family: 'masquerade',
      does: `runs ${real.slice(0, 80)} so that it looks like the kernel's ${name}`,
    };
  }
  return undefined;
}

const HIDDEN = /^(?:tmp|var\/tmp|dev\/shm|dev|run|var\/run)\/(?:[^/]{1,80}\/){0,4}\.[^/]{1,80}(?:\/|$)/;
const USUAL =
  /\/\.(?:X11-unix|ICE-unix|font-unix|XIM-unix|Test-unix|X\d+-lock|cache|npm|config|local|git|venv|cargo|gradle|m2|nuget|dotnet|mount_[^/]{1,60})(?:\/|$)/;

function isHidden(path: string): boolean {
  return HIDDEN.test(path) && !USUAL.test(`/${path}`);
}

function hidden(seen: SeenCommand): Told | undefined {
  const [program = ''] = seen.words;
  if (!program.includes('/')) return undefined;
  const path = pathOf(seen, program);
  if (!isHidden(path)) return undefined;
  return {
    rule: 'malware/hidden-process',
    weight: 'strong',
    family: 'hiding',
    does: `runs /${path} out of a hidden place for temporary files`,
  };
}

/** So many hidden places in one script are those where it looks for what others hide. */
const PLACES_OF_SCANNERS = 8;
const LONGEST_PATH = 600;

function looksForOthers(commands: readonly SeenCommand[]): boolean {
  const places = new Set<string>();
  for (const { words } of commands) {
    for (const word of words) {
      const path = word.slice(0, LONGEST_PATH).replace(/^\/+/, '');
      if (isHidden(path)) places.add(path);
    }
    if (places.size >= PLACES_OF_SCANNERS) return true;
  }
  return false;
}

/** A program is given the name of a thread of the kernel. */
function copied({ name, words }: SeenCommand): Told | undefined {
  if (!/^(?:cp|mv|ln|install)$/.test(name)) return undefined;
  const target = baseName(words.at(-1) ?? '');
  if (!/^\[.{1,60}\]?$/.test(target) || !KERNEL_THREAD.test(target)) return undefined;
  return {
    rule: 'malware/hidden-process',
    weight: 'strong',
    family: 'masquerade',
    does: `names a program ${target} like a thread of the kernel`,
  };
}

export const hiddenProcess = commandDetector({
  name: 'hidden-process',
  rules: [
    {
      id: 'malware/hidden-process',
      title: 'Process in disguise',
      meaning:
        'A command starts a program under the name of a thread of the kernel, or out of a hidden folder in /tmp, so that lists of processes do not show what it is.',
      severity: 'high',
      falsePositives:
        'exec -a gives servers their own names, and tools keep hidden folders in homes: only names of kernel threads and hidden places in folders for temporary files count.',
      references: ['T1036.005', 'T1564.001', 'https://attack.mitre.org/techniques/T1036/005/'],
    },
  ],
  recognise: recogniseHiddenProcesses,
});
