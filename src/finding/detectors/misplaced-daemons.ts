import type { Json } from '../../base/json.ts';
import type { Clue } from '../clue.ts';
import type { FileDetector, NotedFile, Rule } from '../detector.ts';

const misplaced: Rule = {
  id: 'malware/misplaced-daemon',
  title: 'System daemon’s name in an odd folder',
  meaning:
    'A program has the name of a part of the system, and lies where the system has no programs: in a list of processes it looks at home.',
  severity: 'medium',
  falsePositives:
    'Root file systems inside of images, build trees and self-contained packages keep such programs in folders named for programs.',
  references: ['https://attack.mitre.org/techniques/T1036/005/'],
};

const DAEMON =
  /(?:^|\/)(?:systemd(?:-(?:journald|logind|udevd|networkd|resolved|timesyncd|login|network|service|daemon))?|kthreadd|kworkerd?s?|kswapd\d?|ksoftirqd|khugepaged|sshd|crond|udevd|dbus-daemon|rsyslogd|syslogd|auditd|polkitd|irqbalance|agetty|containerd|dockerd|kubelet|networkd|netns)$/;
/** Folders where programs lie, in the system's or in a package's own tree. */
const PROGRAM_FOLDER =
  /(?:^|\/)(?:s?bin|lib(?:exec|32|64|x32)?|systemd|openssh|ssh|udev|dbus(?:-1)?|busybox|rsyslog|docker|containerd|kubernetes|kubelet|build|out|target|dist|release|cmd|go|[a-z0-9]{32}-[^/]+|store)\//;
const HIDING_PLACE = /^(?:tmp|var\/tmp|dev|dev\/shm|proc|sys|run)\/|(?:^|\/)\.[^/]+\//;

/** Programs that pose as parts of the system by their names. */
export const misplacedDaemons: FileDetector = {
  name: 'misplaced-daemons',
  rules: [misplaced],
  tap: {
    name: 'misplaced-daemons',
    version: 1,
    wants: ({ kind, path }) =>
      kind === 'elf' && DAEMON.test(path) && (HIDING_PLACE.test(path) || !PROGRAM_FOLDER.test(path)),
    examine: (_, { path }) => (HIDING_PLACE.test(path) ? 'hiding-place' : 'odd'),
  },
  read,
};

function* read(note: Json, file: NotedFile): Iterable<Clue> {
  if (file.claim === 'owned') return;
  yield {
    rule: misplaced.id,
    weight: note === 'hiding-place' ? 'strong' : 'weak',
    family: 'masquerade',
    subject: file.path,
    evidence: { path: file.path, layer: file.layer },
    reach: file.reach,
    does: 'has the name of a part of the system where the system has no programs',
  };
}
