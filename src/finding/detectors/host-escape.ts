import { baseName } from '../../behavior/paths.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, pathOf, type SeenCommand, UNKNOWN } from '../commands/seen-command.ts';
import { isHostPath } from '../commands/start-files.ts';
import type { Told } from '../commands/tell.ts';

/** Ways out of the container. */
export const recogniseEscapes: Recognise = function* (script) {
  for (const { seen, path, text = '' } of writesIn(script)) {
    const told = isBuild(seen) ? undefined : kernelWrite(path, text);
    if (told) yield [seen, told];
  }
  for (const seen of script.commands) {
    const told = isBuild(seen) ? undefined : byProgram(seen);
    if (told) yield [seen, told];
  }
};

function kernelWrite(path: string, text: string): Told | undefined {
  const base = { rule: 'malware/host-escape', family: 'escape' } as const;
  if (baseName(path) === 'release_agent')
    return {
      ...base,
      weight: 'certain',
      does: 'makes the kernel of the host run a program of its own by release_agent of a control group',
    };
  if (/(?:^|\/)proc\/sys\/kernel\/core_pattern$/.test(path) && text.trimStart().startsWith('|'))
    return {
      ...base,
      weight: HIDDEN_HELPER.test(text) ? 'certain' : 'strong',
      does: `makes the kernel of the host run ${text.trim().slice(1, 80)} for every crash by core_pattern`,
    };
  if (/(?:^|\/)sys\/kernel\/uevent_helper$/.test(path) && text.trim() !== '')
    return {
      ...base,
      weight: 'certain',
      does: 'makes the kernel of the host run a program of its own by uevent_helper',
    };
  if (/(?:^|\/)proc\/sys\/fs\/binfmt_misc\/register$/.test(path) && /:\/?(?:proc\/self|tmp|var\/tmp)/.test(text))
    return { ...base, weight: 'strong', does: 'makes the kernel of the host run a program of its own by binfmt_misc' };
  return undefined;
}

/** Collectors of core dumps lie where programs do. */
const HIDDEN_HELPER =
  /^\s*\|\s*\/?(?:tmp|var\/tmp|dev\/shm|proc|var\/lib\/docker|var\/run|run)\/|^\s*\|[^\s]{0,400}(?:\/\.|\/diff\/|\/merged\/|upperdir)/;

function byProgram(seen: SeenCommand): Told | undefined {
  for (const level of seen.levels) {
    const told = programTold(seen, level);
    if (told) return told;
  }
  return undefined;
}

function programTold(seen: SeenCommand, words: readonly string[]): Told | undefined {
  const [program = '', ...rest] = words;
  const line = rest.join(' ').slice(0, 4_096);
  const weak = { rule: 'malware/host-access', family: 'escape', weight: 'weak' } as const;
  const strong = { rule: 'malware/host-escape', family: 'escape', weight: 'strong' } as const;
  switch (baseName(program)) {
    case 'nsenter':
      if (!/(?:^|\s)(?:-t|--target)[= ]?1(?:\s|$)|\/proc\/1\/ns/.test(line)) return undefined;
      return { ...weak, does: 'runs programs outside of the container, in the namespaces of process 1' };
    case 'chroot': {
      const root = rest.find((word) => !word.startsWith('-')) ?? '';
      if (!isHostPath(pathOf(seen, root), seen)) return undefined;
      return { ...weak, does: `makes ${root}, where the host is expected, its root` };
    }
    case 'debugfs': {
      const disk = rest.find((word) => DISK.test(word));
      if (disk === undefined) return undefined;
      return { ...strong, does: `reads the host's disk ${disk} with debugfs` };
    }
    case 'mknod': {
      const [, kind, major] = rest.filter((word) => !word.startsWith('-'));
      if (kind !== 'b' || !/^(?:8|259|25[234]|202|\ufffc)$/.test(major ?? '')) return undefined;
      return { ...(major === UNKNOWN ? weak : strong), does: 'makes a device for the disk of the host' };
    }
    case 'mount':
      return mountTold(rest, line);
    default:
      return undefined;
  }
}

const DISK =
  /^\/dev\/(?:sd[a-z]\d{0,3}|vd[a-z]\d{0,3}|xvd[a-z]\d{0,3}|nvme\d+n\d+(?:p\d+)?|mapper\/[\w-]{1,80}|dm-\d+|root)$/;

function mountTold(rest: readonly string[], line: string): Told | undefined {
  if (/(?:^|\s)-t\s*cgroup2?(?:\s|$)/.test(line) && /rdma|memory|(?:^|[\s,])o?cpu/.test(line) && /\/tmp\//.test(line))
    return {
      rule: 'malware/host-escape',
      family: 'escape',
      weight: 'strong',
      does: 'mounts control groups of the host in a temporary folder',
    };
  const disk = rest.find((word) => DISK.test(word));
  if (disk === undefined || /(?:^|\s)(?:--bind|-o\s*bind|-a)\b/.test(line)) return undefined;
  return { rule: 'malware/host-access', family: 'escape', weight: 'weak', does: `mounts the host's disk ${disk}` };
}

export const hostEscape = commandDetector({
  name: 'host-escape',
  rules: [
    {
      id: 'malware/host-access',
      title: 'Access to the host',
      meaning:
        'A command steps out of the container: into the namespaces of process 1, into a folder where the host is mounted, or onto its disks.',
      severity: 'low',
      falsePositives:
        'Agents for nodes, storage and networks, and images for debugging do so by design: a weak sign that only supports others.',
      references: ['T1611', 'https://attack.mitre.org/techniques/T1611/'],
    },
    {
      id: 'malware/host-escape',
      title: 'Escape to the host',
      meaning: "A command makes the host's kernel run a program for it, or opens the host's disk as a device.",
      severity: 'critical',
      falsePositives:
        'Collectors of core dumps set core_pattern to a program of theirs; recovery tools open disks: strong, no proof. Nobody else sets release_agent.',
      references: ['T1611', 'https://attack.mitre.org/techniques/T1611/'],
    },
  ],
  recognise: recogniseEscapes,
});
