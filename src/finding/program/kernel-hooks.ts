import { bufferOf } from '../../format/byte-fields.ts';
import { type ElfFile, readElf, readElfSegments } from '../../format/elf/elf.ts';
import type { RandomAccess } from '../../format/random-access.ts';

/** What a kernel module or an eBPF program would change of the kernel. */
export interface KernelHooks {
  /** `module` or `ebpf`. */
  readonly kind: string;
  /** How it gets at the kernel's functions. */
  readonly hooking: readonly string[];
  readonly hiding: readonly string[];
  readonly escalation: readonly string[];
  /** Names that known rootkits have. */
  readonly families: readonly string[];
}

const LONGEST_FILE = 8 * 1024 * 1024;
const BPF = 247;
/** A module says for which kernel it is. */
const VERMAGIC = 'vermagic=';

const HOOKING = [
  ...[
    'sys_call_table',
    'kallsyms_lookup_name',
    'kallsyms_on_each_symbol',
    'ftrace_set_filter_ip',
    'register_ftrace_function',
  ],
  ...['register_kprobe', 'fh_install', 'khook', 'write_cr0', 'unprotect_memory', 'get_syscall_table', 'hook_syscall'],
];
const HIDING = [
  ...[
    'module_hide',
    'hide_module',
    'hidemodule',
    'module_hidden',
    'hide_proc',
    'hide_pid',
    'hide_file',
    'hide_port',
    'hide_dir',
  ],
  ...[
    'hide_tcp',
    'is_invisible',
    'is_proc_invisible',
    'hook_getdents',
    'hacked_getdents',
    'fake_getdents',
    'new_getdents',
  ],
  ...[
    'khook_fillonedir',
    'khook_filldir',
    'orig_getdents',
    'hook_tcp4_seq_show',
    'hooked_tcp4_seq_show',
    'showrootkit',
  ],
  ...[
    'hook_sys_getdents',
    'h_getdents',
    'hook_filldir',
    'hide_myself',
    'hidden_pid',
    'hidden_port',
    'fake_kill',
    'hook_kill',
  ],
];
const ESCALATION = [
  'give_root',
  'set_root',
  'get_root',
  'prepare_creds',
  'commit_creds',
  'prepare_kernel_cred',
  'rev_shell',
];
const FAMILIES = [
  ...[
    'diamorphine',
    '/reptile/',
    'reptile_',
    'suterusu',
    'adore-ng',
    'kovid',
    'rootkit',
    'knark',
    'kbeast',
    'xingyiquan',
  ],
  ...[
    'brokepkg',
    'maK_it',
    'lilyofthevalley',
    'sutekh',
    'nurupo',
    'puszek',
    'caraxes',
    'hacked_kill',
    'drovorub',
    'facefish',
  ],
];
const BPF_FAMILIES = [
  'ebpfkit',
  'boopkit',
  'pamspy',
  'TripleCross',
  'pidhide',
  'sudoadd',
  'exechijack',
  'bpfdoor',
  'ebpf_rootkit',
];
const BPF_HIDING = [
  'sys_exit_getdents64',
  'handle_getdents_',
  'pid_to_hide',
  'pid_to_hide_len',
  'hide_pid',
  'map_to_patch',
  'fake_shadow',
];

/** Undefined for all but kernel modules and eBPF objects, which are rare, and for those that do nothing of the kind. */
export function readKernelHooks(source: RandomAccess): KernelHooks | undefined {
  if (source.size > LONGEST_FILE) return undefined;
  const { type, machine } = readElfSegments(source);
  if (type !== 'relocatable') return undefined;
  const isBpf = machine === BPF;
  const text = textsOf(source, readElf(source));
  if (!isBpf && !text.includes(VERMAGIC)) return undefined;
  const among = (words: readonly string[]) => words.filter((word) => text.includes(word));
  const found: KernelHooks = isBpf
    ? { kind: 'ebpf', hooking: [], hiding: among(BPF_HIDING), escalation: [], families: among(BPF_FAMILIES) }
    : {
        kind: 'module',
        hooking: among(HOOKING),
        hiding: among(HIDING),
        escalation: among(ESCALATION),
        families: among(FAMILIES),
      };
  return found.hooking.length + found.hiding.length + found.families.length > 0 ? found : undefined;
}

const STRING_TABLE = 3;
const TEXT_SECTION = /^\.(?:modinfo|rodata|data|maps|license|ksymtab|BTF)/;

/** Where names and texts stand; of the rest of a module, its code, nothing could be told. */
function textsOf(source: RandomAccess, { sections }: ElfFile): string {
  const parts = sections.filter(({ name, type }) => type === STRING_TABLE || TEXT_SECTION.test(name));
  if (parts.length === 0) return bufferOf(source.readAt(0, LONGEST_FILE)).toString('latin1');
  let left = LONGEST_FILE;
  let text = '';
  for (const { offset, size } of parts) {
    const length = Math.min(size, left);
    text += `${bufferOf(source.readAt(offset, length)).toString('latin1')}\0`;
    left -= length;
  }
  return text;
}
