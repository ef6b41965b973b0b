import { FormatError } from '../../base/errors.ts';
import { pathBytesOf } from '../../filesystem/node-table.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { readFileCapability } from '../tampering/file-capability.ts';
import { programClue } from '../tampering/integrity-clue.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';
import { escalatorNames, isEscalator } from '../tampering/names.ts';
import { isInHomeFolder, isInSharedFolder, isSample } from '../tampering/places.ts';
import { isSameContent, type Program, surveyPrograms } from '../tampering/programs.ts';

const SET_USER = 0o4000;
const SET_GROUP = 0o2000;
const EXECUTE = 0o111;
/** Small systems have one program under all names. */
const ONE_FOR_ALL = 20;
const GROUP_EXECUTE = 0o010;
const OTHERS_EXECUTE = 0o001;
/** root, disk, shadow: groups that read or write what only root should. */
const STRONG_GROUPS = new Set([0, 6, 42]);
/** Each of them alone is enough to become root. */
const STRONG_CAPABILITIES = new Set(
  'chown dac_override dac_read_search fowner setgid setuid setpcap sys_module sys_rawio sys_ptrace sys_admin setfcap bpf'
    .split(' ')
    .map((name) => `cap_${name}`),
);
/** Programs that distributions and makers ship setuid or setgid, or that are made so on purpose. */
const MADE_FOR_IT =
  /^(?:su|sudo|doas|pkexec|passwd|gpasswd|chsh|chfn|chage|expiry|newgrp|sg|mount(?:\.\w+)?|umount(?:\.\w+)?|fusermount3?|ping6?|arping|fping6?|traceroute6?|mtr(?:-packet)?|clockdiff|new[ug]idmap|unix(?:2)?_chkpwd|pam_\w+|ssh-keysign|ssh-agent|dbus-daemon-launch-helper|polkit-agent-helper-1|crontab|at|batch|atq|atrm|wall|write(?:\.\w+)?|utempter|screen(?:-[\d.]+)?|locate|mlocate|plocate|dotlockfile|mutt_dotlock|lockfile|procmail|sendmail(?:\.\w+)?|exim\d?|post(?:drop|queue)|qmail-\w+|suexec|su-exec|gosu|fixuid|bbsuid|busybox|chrome[-_]sandbox|bwrap|firejail|snap-confine|starter-suid|nvidia-modprobe|Xorg(?:\.wrap)?|pppd|pmount|pumount|ksu|userhelper|usernetctl|uuidd|slock|vlock|i3lock|cgexec|staprun|ntfs-3g|kismet_cap_\w+|dumpcap|vmware-user-suid-wrapper|VBox\w+|userv|ecryptfs\w*|mount_ecryptfs\w*|lxc-user-nic|enlightenment_\w+|kgrantpty|kpac_dhcp_helper|start_kdeinit|telnetlogin|login|rsh|rlogin|rcp|xterm|games?|uml_net|pt_chown|extrausers_chkpwd|authbind|helper|sperl[\d.]+)$/;

/** Files that run with rights which their package did not give them, or that nobody should have given them. */
export const elevatedPrograms: ImageDetector = {
  name: 'elevated-programs',
  rules: [
    {
      id: 'malware/setuid-backdoor',
      title: 'Setuid shell or tool',
      meaning:
        'A shell, an interpreter or a tool that runs others is set to run as root: whoever gets into the container as any user becomes root with it.',
      severity: 'high',
      falsePositives:
        'Programs that distributions ship setuid (su, passwd, mount, ssh-keysign…), makers’ sandboxes and user switchers are not told; only shells, interpreters, copies of them, and setuid programs in folders that everyone may write to.',
      references: ['T1548.001', 'https://gtfobins.github.io/'],
    },
    {
      id: 'malware/capability-backdoor',
      title: 'Shell or interpreter with file capabilities',
      meaning:
        'A shell, an interpreter or a file that no package owns has capabilities that make root of whoever runs it.',
      severity: 'high',
      falsePositives:
        'Capabilities to bind low ports, to send raw packets or to lock memory are ordinary and not told, nor are those of other programs that a package owns.',
      references: ['T1548.001', 'https://man7.org/linux/man-pages/man7/capabilities.7.html'],
    },
    {
      id: 'integrity/added-setuid',
      title: 'Setuid or setgid bit that the package did not set',
      meaning: 'A layer gave a program of a package the rights of root or of a group, which the package did not.',
      severity: 'high',
      falsePositives: 'Some images let a service start as another user that way; taking such bits away is never told.',
      references: ['T1548.001'],
    },
    {
      id: 'integrity/unowned-setuid',
      title: 'Setuid program of no package',
      meaning: 'A program that no package owns runs with the rights of root.',
      severity: 'medium',
      falsePositives: 'Programs known to be made for it are not told.',
      references: ['T1548.001'],
    },
  ],
  *inspect(subject) {
    const { privileged } = surveyPrograms(subject);
    const originals = lazily(() => findOriginals(subject));
    const names = namesByContent(privileged, subject);
    for (const program of privileged) {
      if (program.capability) yield* judgeCapability(program, subject, originals);
      if ((names.get(contentKey(program, subject)) ?? 0) >= ONE_FOR_ALL) continue;
      if (program.mode & (SET_USER | SET_GROUP)) yield* judgeBits(program, subject, originals);
    }
  },
};

function namesByContent(programs: readonly Program[], subject: DetectorSubject): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const program of programs) {
    const key = contentKey(program, subject);
    names.set(key, (names.get(key) ?? 0) + 1);
  }
  return names;
}

/** Hardlinks have one content. */
function contentKey({ node }: Program, { tree: { nodes } }: DetectorSubject): string {
  return `${nodes.contentLayer(node)} ${nodes.contentRow(node)}`;
}

type Originals = () => readonly { readonly node: number; readonly path: string }[];

function* judgeBits(program: Program, subject: DetectorSubject, originals: Originals): Iterable<Clue | Finding> {
  const { path, name, layer, mode, uid, gid, claim } = program;
  // The kernel ignores the bits of scripts.
  if (program.kind === 'script') return;
  const asRoot = (mode & SET_USER) !== 0 && uid === 0 && (mode & EXECUTE) !== 0;
  const asGroup = (mode & SET_GROUP) !== 0 && (mode & GROUP_EXECUTE) !== 0 && STRONG_GROUPS.has(gid);
  if (!asRoot && !asGroup) return;
  const bits = `mode ${(mode & 0o7777).toString(8).padStart(4, '0')}, user ${uid}, group ${gid}`;
  const difference = claim === 'modified' ? subject.ownership.modificationAt(program.node) : undefined;
  const isAdded = difference?.expected?.startsWith('mode ') === true;
  const original = claim === undefined ? originOf(program, subject, originals) : undefined;
  // Buildroot and its like install the one program of a small system setuid.
  const isTool = original !== undefined || (isEscalator(name) && !(name === 'busybox' && !isAdded));
  const isSuspectPlace = claim === undefined && isInSharedFolder(path) && !isSample(path);
  if (isTool || isSuspectPlace) {
    yield programClue(subject, program, {
      rule: 'malware/setuid-backdoor',
      weight: asRoot ? 'strong' : 'weak',
      family: 'tampering',
      excerpt: original ? `${bits}; a copy of /${original}` : bits,
      does: original
        ? `holds a copy of /${original} that runs as ${asRoot ? 'root' : `group ${gid}`}`
        : `runs /${path} as ${asRoot ? 'root' : `group ${gid}`} whoever starts it`,
    });
  }
  if (isAdded) {
    yield integrityFinding({
      rule: 'integrity/added-setuid',
      about: path,
      severity: 'high',
      title: `/${path} runs as ${asRoot ? 'root' : `group ${gid}`}, which its package does not ask for`,
      evidence: [{ path, layer, excerpt: `expected ${difference?.expected}, found ${difference?.actual}` }],
      fix: `Take the bit away in the build: chmod ug-s /${path}`,
      ...(difference ? { package: difference.package } : {}),
    });
  } else if (claim === undefined && !MADE_FOR_IT.test(name) && !isSample(path)) {
    if (!isTool && !isSuspectPlace && isInHomeFolder(path)) {
      yield programClue(subject, program, {
        rule: 'malware/setuid-backdoor',
        weight: 'weak',
        family: 'tampering',
        excerpt: bits,
        does: `runs /${path} as ${asRoot ? 'root' : `group ${gid}`} whoever starts it`,
      });
    }
    yield integrityFinding({
      rule: 'integrity/unowned-setuid',
      about: path,
      severity: asRoot && (mode & OTHERS_EXECUTE) !== 0 ? 'medium' : 'low',
      title: `/${path} runs as ${asRoot ? 'root' : `group ${gid}`} and belongs to no package`,
      evidence: [{ path, layer, excerpt: bits }],
      fix: `Find out what needs it; if nothing does: chmod ug-s /${path}`,
    });
  }
}

function* judgeCapability(program: Program, subject: DetectorSubject, originals: Originals): Iterable<Clue> {
  const { path, name, claim, capability = '' } = program;
  const granted = strongCapabilities(capability);
  if (granted.length === 0 || isSample(path)) return;
  const original = claim === undefined ? originOf(program, subject, originals) : undefined;
  const isTool = original !== undefined || isEscalator(name);
  if (!isTool && claim !== undefined) return;
  yield programClue(subject, program, {
    rule: 'malware/capability-backdoor',
    weight: isTool || isInSharedFolder(path) ? 'strong' : 'weak',
    family: 'tampering',
    excerpt: original ? `${granted.join(',')}; a copy of /${original}` : granted.join(','),
    does: `gives whoever runs /${path} the rights ${granted.slice(0, 3).join(', ')}`,
  });
}

function strongCapabilities(hex: string): string[] {
  try {
    return readFileCapability(hex).permitted.filter((name) => STRONG_CAPABILITIES.has(name));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return [];
  }
}

/** The shell or tool of the image that this is a copy of. */
function originOf(program: Program, { tree }: DetectorSubject, originals: Originals): string | undefined {
  return originals().find(({ node }) => node !== program.node && isSameContent(tree, node, program.node))?.path;
}

function findOriginals({ tree, ownership }: DetectorSubject): ReturnType<Originals> {
  const found = new Map<number, string>();
  const add = (path: string): void => {
    const entry = tree.resolve(path);
    if (entry?.type !== 'file') return;
    const node = tree.nodes.find(pathBytesOf(entry.path));
    if (node > 0 && ownership.claimAt(node) !== undefined) found.set(node, entry.path);
  };
  for (const folder of ['bin', 'usr/bin', 'sbin', 'usr/sbin']) {
    for (const name of escalatorNames()) add(`${folder}/${name}`);
    for (const { path } of tree.children(folder)) {
      if (/\d$/.test(path) && isEscalator(path.slice(path.lastIndexOf('/') + 1))) add(path);
    }
  }
  return [...found].map(([node, path]) => ({ node, path })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
