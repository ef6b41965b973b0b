import { asObject, asText, type Json } from '../../base/json.ts';
import type { Clue } from '../clue.ts';
import type { FileDetector, NotedFile, Rule } from '../detector.ts';
import { readKernelHooks } from '../program/kernel-hooks.ts';

const MOST_NAMED = 8;

const rootkit: Rule = {
  id: 'malware/kernel-rootkit',
  title: 'Kernel rootkit module',
  meaning:
    'A kernel module or eBPF program changes the kernel’s own functions to hide files, processes or itself. A container shares the kernel of its host: loaded once, it has the host.',
  severity: 'critical',
  falsePositives:
    'Drivers of Falco, Sysdig, LTTng, nvidia, ZFS or WireGuard look up or trace functions of the kernel as well; they do not hide.',
  references: ['https://attack.mitre.org/techniques/T1014/'],
};

/** Modules that make the kernel lie. */
export const kernelRootkits: FileDetector = {
  name: 'kernel-rootkits',
  rules: [rootkit],
  tap: {
    name: 'kernel-rootkits',
    version: 1,
    wants: ({ kind }) => kind === 'elf',
    examine: (body) => {
      const found = readKernelHooks(body);
      if (!found) return undefined;
      const { kind, hooking, hiding, escalation, families } = found;
      return {
        kind,
        hooking: [...hooking],
        hiding: [...hiding],
        escalation: [...escalation],
        families: [...families],
      };
    },
  },
  read,
};

function* read(note: Json, file: NotedFile): Iterable<Clue> {
  const object = asObject(note);
  const list = (key: string) => {
    const value = object?.[key];
    return Array.isArray(value) ? value.flatMap((each) => asText(each) ?? []) : [];
  };
  const [hooking, hiding, escalation, families] = [
    list('hooking'),
    list('hiding'),
    list('escalation'),
    list('families'),
  ];
  const weight = weigh({ hooking, hiding, escalation, families });
  if (!weight) return;
  const named = [...families, ...hiding, ...hooking, ...escalation].slice(0, MOST_NAMED);
  yield {
    rule: rootkit.id,
    weight,
    family: 'rootkit',
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: named.join(', ') },
    reach: file.reach,
    does: 'changes the kernel to hide files and processes',
  };
}

/** Ways to write where the kernel lets nobody write: what only reads the table does not need them. */
const UNPROTECTS: ReadonlySet<string> = new Set(['write_cr0', 'unprotect_memory']);

function weigh(found: Readonly<Record<'hooking' | 'hiding' | 'escalation' | 'families', readonly string[]>>) {
  const { hooking, hiding, escalation, families } = found;
  const others = [hooking, escalation].filter(({ length }) => length > 0).length;
  if (families.length > 0 && hiding.length > 0) return 'certain';
  // Hooks, hides and gives root: nothing honest does all three.
  if (hiding.length > 1 && others > 1) return 'certain';
  if (hiding.length > 1 && others > 0) return 'strong';
  if (hiding.length > 0 && others > 1) return 'strong';
  if (families.length > 0 && others > 0) return 'strong';
  if (hooking.includes('sys_call_table') && hooking.some((name) => UNPROTECTS.has(name))) return 'strong';
  return hiding.length > 0 || hooking.includes('sys_call_table') ? 'weak' : undefined;
}
