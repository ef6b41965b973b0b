import type { Reach } from '../../behavior/reach.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector, NotedFile } from '../detector.ts';
import { imitatedName, readAsLatin } from '../tampering/imitated-name.ts';
import { isTargetProgram } from '../tampering/names.ts';
import { isInLanguageFolder, isInSharedFolder, isSample } from '../tampering/places.ts';
import { surveyPrograms } from '../tampering/programs.ts';

/** Threads of the kernel: no file is ever named after them. */
const KERNEL_THREAD =
  /^(?:(?:kworker|kthreadd|ksoftirqd|kswapd|khugepaged|kdevtmpfs|kintegrityd|kblockd|khungtaskd|kcompactd|kthrotld|oom_reaper|mm_percpu_wq)[a-z0-9]{0,2}(?:[:/_-][\w:/-]{0,16})?|rcu_(?:sched|bh|gp|par_gp|preempt)|\[[\w:/+-]{2,24}\])$/;
/** Parts of the system that run in their own folders only. */
const SYSTEM_DAEMON =
  /^(?:systemd(?:-(?:logind|journald|udevd|networkd|resolved|timesyncd|machined))?|dbus-daemon|udevd|agetty|polkitd|NetworkManager|irqbalance|accounts-daemon)$/;
const DAEMON = /^(?:sshd|crond|atd|auditd|rsyslogd|syslogd|acpid)$/;
const APPLICATION =
  /^(?:nginx|httpd|apache2|mysqld|postgres|redis-server|java|node|python[\d.]*|perl|php(?:-fpm)?|ba?sh|gcc|dockerd?|containerd|kubelet|sshd|crond|init)$/;
const PROGRAM_FOLDERS =
  /(?:^|\/)(?:s?bin|libexec|lib(?:32|64)?|systemd|openssh|ssh|dbus[\w.-]*|polkit[\w.-]*|accountsservice)$/;
const STORE = /^(?:nix\/store|gnu\/store|var\/lib\/(?:docker|containerd|snapd|flatpak)|snap|proc|sysroot|ostree)\//;
const HIDDEN_FOLDER = /(?:^|\/)\.[^/]+(?:\/|$)/;

/** Programs that bear the name of another, so that nobody wonders about them. */
export const masqueradingNames: ImageDetector = {
  name: 'masquerading-names',
  rules: [
    {
      id: 'malware/kernel-thread-name',
      title: 'Program named after a kernel thread',
      meaning: 'In a list of processes it looks like a part of the kernel, which no file ever is.',
      severity: 'high',
      falsePositives: 'Only programs count, not monitoring rules that name such threads.',
      references: ['T1036.004', 'T1036.005'],
    },
    {
      id: 'malware/system-daemon-name',
      title: 'Program named after a system service',
      meaning:
        'It has the name of a service of the system, stands where that service never does, and no package owns it.',
      severity: 'medium',
      falsePositives:
        'Servers and interpreters that come with an application stand in folders of their own; for those only folders that everyone may write to and hidden ones count.',
      references: ['T1036.005'],
    },
    {
      id: 'malware/lookalike-name',
      title: 'Program with a look-alike name',
      meaning: 'Its name is nearly that of a well-known program: letters swapped, left out, or others that look alike.',
      severity: 'medium',
      falsePositives: 'Words of their own, and files of packages, are not told.',
      references: ['T1036.005'],
    },
  ],
  *inspect(subject) {
    for (const program of surveyPrograms(subject).unowned) {
      yield* judge({ ...program, reach: subject.startup.reach.get(program.path) ?? 'present' });
    }
    for (const file of subject.hiddenFiles()) {
      if (file.kind === 'elf' || file.kind === 'script') yield* judge({ ...file, ...partsOf(file) });
    }
  },
};

interface Named extends Pick<NotedFile, 'path' | 'kind' | 'layer'> {
  readonly name: string;
  readonly folder: string;
  readonly reach: Reach;
}

function partsOf({ path }: NotedFile): { name: string; folder: string } {
  const slash = path.lastIndexOf('/');
  return { name: path.slice(slash + 1), folder: path.slice(0, Math.max(0, slash)) };
}

function* judge(file: Named): Iterable<Clue> {
  const { path, name, folder, kind } = file;
  if (STORE.test(path) || isSample(path) || isInLanguageFolder(path)) return;
  if (KERNEL_THREAD.test(name)) {
    yield clueOf(file, {
      rule: 'malware/kernel-thread-name',
      weight: 'strong',
      does: `passes for the kernel’s ${name} in a list of processes`,
    });
    return;
  }
  const latin = readAsLatin(name);
  const imitated =
    latin !== undefined && (isTargetProgram(latin) || APPLICATION.test(latin)) ? latin : imitatedName(name);
  if (imitated !== undefined) {
    const isCertainName = latin !== undefined || kind === 'elf';
    yield clueOf(file, {
      rule: 'malware/lookalike-name',
      weight: isCertainName ? 'strong' : 'weak',
      does: `passes for ${imitated}`,
    });
    return;
  }
  if (kind !== 'elf' || PROGRAM_FOLDERS.test(folder)) return;
  const isOddPlace = isInSharedFolder(path) || HIDDEN_FOLDER.test(folder);
  if (SYSTEM_DAEMON.test(name)) {
    yield clueOf(file, { ...DAEMON_CLUE, weight: 'strong', does: `passes for the system’s ${name}` });
  } else if (isOddPlace && APPLICATION.test(name) && folder.split('/').length <= 4) {
    yield clueOf(file, {
      ...DAEMON_CLUE,
      weight: 'strong',
      does: `passes for ${name}, from a folder where it never is`,
    });
  } else if (DAEMON.test(name)) {
    yield clueOf(file, {
      ...DAEMON_CLUE,
      weight: isOddPlace ? 'strong' : 'weak',
      does: `passes for the system’s ${name}`,
    });
  }
}

const DAEMON_CLUE = { rule: 'malware/system-daemon-name' } as const;

function clueOf({ path, layer, kind, reach }: Named, clue: Pick<Clue, 'rule' | 'weight' | 'does'>): Clue {
  const excerpt = `${kind === 'script' ? 'a script' : 'a program'} of no package`;
  return { ...clue, family: 'masquerade', subject: path, evidence: { path, layer, excerpt }, reach };
}
