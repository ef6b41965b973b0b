import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector } from '../detector.ts';
import { isInSharedFolder } from '../tampering/places.ts';

const REMOVERS = /^(?:rm|unlink|shred)$/;
const WRAPPERS =
  /^(?:nohup|setsid|exec|nice|ionice|sudo|doas|env|timeout|stdbuf|sh|bash|ash|dash|busybox|perl|python\d?)$/;
const FETCHERS = /^(?:curl|wget|aria2c|axel|fetch|ftp|tftp|scp|lwp-download)$/;
const MOST_WORDS = 12;

/** Commands at start that run a file and take it away at once, so that nobody finds it. */
export const deletedPayloads: ImageDetector = {
  name: 'deleted-payloads',
  rules: [
    {
      id: 'malware/deletes-what-it-ran',
      title: 'Payload deleted after it was started',
      meaning:
        'What the container starts runs a file and removes it, which leaves nothing to find while it goes on running.',
      severity: 'high',
      falsePositives:
        'Installers that builds download, run and remove are ordinary and not told; nor are archives and package lists that are removed.',
      references: ['T1070.004'],
    },
  ],
  *inspect({ commands }) {
    const scripts = new Map<string, PlannedCommand[]>();
    for (const command of commands) {
      if (command.reach === 'build-only') continue;
      const { path = '', field = '' } = command.place;
      const key = `${path}\n${field}\n${command.when}`;
      const known = scripts.get(key);
      if (known) known.push(command);
      else scripts.set(key, [command]);
    }
    for (const script of scripts.values()) yield* judgeScript(script);
  },
};

function* judgeScript(commands: readonly PlannedCommand[]): Iterable<Clue> {
  const started = new Map<string, PlannedCommand>();
  const fetched = new Set<string>();
  for (const command of commands) {
    const [name = '', ...rest] = command.words.map(({ text }) => text);
    const called = name.replace(/^.*\//, '');
    if (FETCHERS.test(called))
      for (const word of rest.slice(0, MOST_WORDS)) if (isFile(word)) fetched.add(fileName(word));
    const target = runTarget(name, rest);
    if (target !== undefined) started.set(fileName(target), command);
    if (!REMOVERS.test(called)) continue;
    for (const word of rest.slice(0, MOST_WORDS)) {
      const run = isFile(word) ? started.get(fileName(word)) : undefined;
      if (run) {
        const isTemporary = isInSharedFolder(word.replace(/^\/+/, ''));
        const isStrong = run.background && (fetched.has(fileName(word)) || isTemporary);
        const isWeak = fetched.has(fileName(word)) && command.reach !== 'present' && command.reach !== 'hidden';
        if (isStrong || isWeak) yield clueOf(command, word, isStrong ? 'strong' : 'weak');
        started.delete(fileName(word));
      }
    }
  }
}

/** The file that a command runs, where it runs one by its path. */
function runTarget(name: string, rest: readonly string[]): string | undefined {
  if (name.includes('/') && !/^\/?(?:usr\/)?(?:local\/)?s?bin\//.test(name.slice(1))) return name;
  if (!WRAPPERS.test(name.replace(/^.*\//, ''))) return undefined;
  return rest.slice(0, MOST_WORDS).find((word) => word.includes('/') && isFile(word));
}

function isFile(word: string): boolean {
  return word !== '' && !word.startsWith('-') && !/[*?]|\/$|:\/\//.test(word);
}

/** The same file may be named by its path, and from its folder. */
function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function clueOf({ place, reach, when }: PlannedCommand, file: string, weight: Clue['weight']): Clue {
  const subject = place.path ?? place.field ?? '';
  return {
    rule: 'malware/deletes-what-it-ran',
    weight,
    family: 'hiding',
    subject,
    evidence: {
      ...(place.path === undefined ? {} : { path: place.path }),
      ...(place.field === undefined ? {} : { field: place.field }),
      line: place.line,
      excerpt: `removes ${file.slice(0, 120)} after running it`,
    },
    reach,
    when,
    does: `removes ${file.slice(0, 120)} once it runs`,
  };
}
