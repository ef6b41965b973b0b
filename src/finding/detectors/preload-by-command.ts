import { baseName } from '../../behavior/paths.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, type SeenCommand, UNKNOWN } from '../commands/seen-command.ts';
import { startFile } from '../commands/start-files.ts';
import type { Told } from '../commands/tell.ts';

/** Libraries that commands force into every program. */
export const recognisePreloads: Recognise = function* (script) {
  for (const { seen, path, text = '' } of writesIn(script)) {
    const start = startFile(path, seen);
    const told = start?.kind === 'preload list' ? listTold(seen, { path, text, owner: start.owner }) : undefined;
    if (told) yield [seen, told];
  }
  for (const seen of script.commands) {
    const library = preloaded(seen).find(isStrange);
    if (library !== undefined) {
      const does = `forces the library ${library} into every program that it starts`;
      yield [
        seen,
        { rule: 'malware/preload-by-command', weight: isBuild(seen) ? 'weak' : 'strong', family: 'rootkit', does },
      ];
    }
  }
};

/** Allocators, clocks, user names and agents that are meant to be preloaded. */
const HONEST =
  /^lib(?:jemalloc|tcmalloc\w*|mimalloc\w*|hoard|snmalloc\w*|faketime\w*|eatmydata|nss_wrapper|uid_wrapper|fakeroot\w*|armmem[\w-]*|gnu_preloadable_iconv|preloadable_\w+|iconv|stdbuf|gcompat|SegFault|asan|tsan|ubsan|lsan|profiler|oneagentproc|instana\w*|AppProtection|dd\w*|vglfaker|dlfaker|gtk3-nocsd|gomp\w*|iomp5|mkl\w*|cuda\w*|nvidia\w*|c|m|dl|pthread|stdc\+\+|ssl|crypto|gcc_s)(?:[-_.]|$)|^launcher\.preload\.so$|^wrapper\.so$/i;

function listTold(
  seen: SeenCommand,
  { path, text, owner }: { path: string; text: string; owner: 'host' | 'own' },
): Told | undefined {
  const libraries = text.split(/[\s:]+/, 50).filter((each) => each.startsWith('/') && !HONEST.test(baseName(each)));
  const rule = 'malware/preload-by-command';
  if (owner === 'host') {
    const does = `forces ${libraries[0] ?? 'a library'} into every program of the host by /${path}`;
    return { rule, weight: libraries.length > 0 ? 'certain' : 'strong', family: 'rootkit', does };
  }
  const [library] = libraries;
  if (library === undefined || library.includes(UNKNOWN)) return undefined;
  const does = `forces the library ${library} into every program by /${path}`;
  return { rule, weight: isBuild(seen) && !isStrange(library) ? 'weak' : 'strong', family: 'rootkit', does };
}

function preloaded({ command, words, name }: SeenCommand): string[] {
  const assigned = command.assignments
    .filter(({ name: variable }) => variable === 'LD_PRELOAD')
    .map(({ value }) => value.text);
  const exported =
    name === 'export' || name === 'declare'
      ? words.filter((word) => word.startsWith('LD_PRELOAD=')).map((word) => word.slice('LD_PRELOAD='.length))
      : [];
  return [...assigned, ...exported].flatMap((value) => value.slice(0, 4_096).split(/[\s:]+/));
}

/** In a folder for passing files, or under a hidden name. */
function isStrange(library: string): boolean {
  if (HONEST.test(baseName(library))) return false;
  return /^\/(?:tmp|var\/tmp|dev\/shm|run\/shm)\/[^\s\ufffc]{1,200}$|\/\.[^/\s]{1,100}\.so[\d.]*$/.test(library);
}

export const preloadByCommand = commandDetector({
  name: 'preload-by-command',
  rules: [
    {
      id: 'malware/preload-by-command',
      title: 'Library forced into every program',
      meaning:
        'A command names a library in /etc/ld.so.preload, or in LD_PRELOAD from a folder for temporary files: rootkits hide their processes and files like this.',
      severity: 'high',
      falsePositives:
        'Memory allocators, faketime, eatmydata, nss_wrapper and monitoring agents are preloaded by design and known by name.',
      references: ['T1574.006', 'https://attack.mitre.org/techniques/T1574/006/'],
    },
  ],
  recognise: recognisePreloads,
});
