import { asObject, asText, type Json } from '../../base/json.ts';
import type { Clue } from '../clue.ts';
import type { FileDetector, NotedFile, Rule } from '../detector.ts';
import { readPreloadHooks } from '../program/preload-hooks.ts';

const MOST_NAMED = 6;

const rootkit: Rule = {
  id: 'malware/preload-rootkit',
  title: 'Preload rootkit library',
  meaning:
    'A shared library takes the place of the functions that list files and processes, or that check passwords, and has the texts of one that hides or steals. Preloaded, it changes what every program sees.',
  severity: 'critical',
  falsePositives:
    'Sanitizers, fakeroot, libfaketime, wrappers for tests and tracers have such functions too; they are known by their own names, and hide nothing.',
  references: ['https://attack.mitre.org/techniques/T1574/006/', 'https://attack.mitre.org/techniques/T1014/'],
};

/** Libraries that hide files, processes and connections from whoever looks. */
export const preloadRootkits: FileDetector = {
  name: 'preload-rootkits',
  rules: [rootkit],
  tap: {
    name: 'preload-rootkits',
    version: 1,
    wants: ({ kind }) => kind === 'elf',
    examine: (body) => {
      const hooks = readPreloadHooks(body);
      return hooks && { hooks: [...hooks.hooks], signs: [...hooks.signs], families: [...hooks.families] };
    },
  },
  read,
};

function* read(note: Json, file: NotedFile): Iterable<Clue> {
  const object = asObject(note);
  const [hooks, signs, families] = ['hooks', 'signs', 'families'].map((key) => texts(object?.[key]));
  if (!hooks || !signs || !families) return;
  if (signs.length === 0 && !hooks.some((hook) => hook.startsWith('readdir'))) return;
  const isProven = (families.length > 0 && signs.length > 0) || hidesProcesses(hooks, signs);
  const weight = isProven ? 'certain' : signs.length > 0 ? 'strong' : 'weak';
  const excerpt = [
    `replaces ${hooks.slice(0, MOST_NAMED).join(', ')}`,
    ...[...families, ...signs].slice(0, MOST_NAMED),
  ];
  yield {
    rule: rootkit.id,
    weight,
    family: 'rootkit',
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: excerpt.join('; ') },
    reach: file.reach,
    does: 'hides files and processes from every program that loads it',
  };
}

/** Leaves processes out of the list by their names, which are read from these two places. */
function hidesProcesses(hooks: readonly string[], signs: readonly string[]): boolean {
  return (
    hooks.includes('readdir') && signs.includes('/proc/self/fd/%d') && signs.some((sign) => NAME_OF_PROCESS.test(sign))
  );
}

const NAME_OF_PROCESS = /^\/proc\/%[sd]\/(?:stat|cmdline|comm)$/;

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.flatMap((each) => asText(each) ?? []) : [];
}
