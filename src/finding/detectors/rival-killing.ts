import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { type Rivalry, rivalryOf, rivalryWritten } from '../commands/rivalry.ts';
import { isBuild, type SeenCommand } from '../commands/seen-command.ts';
import type { Told } from '../commands/tell.ts';

type Kind = Rivalry['kind'];

/** Scripts that clear a machine for themselves. */
export const recogniseRivalry: Recognise = function* ({ commands }) {
  const byKind = new Map<Kind, { what: Set<string>; first: SeenCommand }>();
  for (const seen of commands) {
    for (const { kind, what } of [...rivalryOf(seen), ...rivalryWritten(seen)]) {
      const known = byKind.get(kind);
      if (known) known.what.add(what);
      else byKind.set(kind, { what: new Set([what]), first: seen });
    }
  }
  const list = (kind: Kind): string => listed([...(byKind.get(kind)?.what ?? [])]);
  const names = [...(byKind.get('kills')?.what ?? [])];
  const killing = byKind.get('kills') ?? byKind.get('deletes');
  const others = (['jobs', 'pages', 'guards', 'lock', 'traces', 'network', 'deletes'] as const).filter((kind) =>
    byKind.has(kind),
  );
  if (killing) {
    const also = others.filter((kind) => kind !== 'deletes' || names.length > 0);
    const targets = new Set([...names, ...(byKind.get('deletes')?.what ?? [])]).size;
    // An honest miner stops itself before it starts anew.
    const weight = targets >= 3 && also.length >= 2 ? 'certain' : targets >= 2 || also.length >= 2 ? 'strong' : 'weak';
    const verb = names.length > 0 ? `kills ${list('kills')}` : `deletes ${list('deletes')}`;
    const more = also.map((kind) => CLAUSES[kind]).slice(0, 3);
    yield [
      killing.first,
      { rule: 'malware/rival-killing', weight, family: 'rivalry', does: [verb, ...more].join(', ') },
    ];
  }
  for (const [kind, { first }] of byKind) {
    const told = alone(kind, { what: list(kind), seen: first, isWith: byKind.size > 1 });
    if (told) yield [first, told];
  }
};

const CLAUSES: Readonly<Record<Kind, string>> = {
  kills: 'kills others',
  deletes: 'deletes the files of others',
  jobs: 'removes all cron jobs',
  pages: 'sets aside huge pages for mining',
  guards: 'switches off what guards the machine',
  lock: 'locks files against being changed',
  traces: 'wipes its traces',
  network: 'changes the firewall',
};

/** What is told of one kind, where more of the kind stands beside it or it is plain enough. */
function alone(
  kind: Kind,
  { what, seen, isWith }: { what: string; seen: SeenCommand; isWith: boolean },
): Told | undefined {
  if (isBuild(seen)) return undefined;
  switch (kind) {
    case 'guards':
      if (!isWith && !/aegis|aliyun|qcloud|yunjing|cloud/i.test(what)) return undefined;
      return { rule: 'malware/guard-disabling', weight: 'strong', family: 'tampering', does: `switches off ${what}` };
    case 'lock': {
      if (!isWith && !/preload|cron|authorized_keys/.test(what)) return undefined;
      const does = `changes whether ${what} can be changed`;
      return { rule: 'malware/file-locking', weight: 'strong', family: 'persistence', does };
    }
    case 'traces': {
      if (!isWith) return undefined;
      return { rule: 'malware/trace-wiping', weight: 'strong', family: 'hiding', does: `wipes ${what}` };
    }
    default:
      return undefined;
  }
}

function listed(items: readonly string[]): string {
  const shown = items.slice(0, 4).map((item) => item.slice(0, 40));
  const more = items.length > 4 ? ` and ${items.length - 4} more` : '';
  return more
    ? `${shown.join(', ')}${more}`
    : shown.length > 1
      ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
      : (shown[0] ?? '');
}

export const rivalKilling = commandDetector({
  name: 'rival-killing',
  rules: [
    {
      id: 'malware/file-locking',
      title: 'Start-up files made immutable',
      meaning:
        'A command locks or unlocks crontabs, authorized_keys or the preload list with chattr, so that an intruder’s lines stay.',
      severity: 'high',
      falsePositives:
        'Containers have no use for it; hardening of machines locks passwd and shadow, which is a weak sign.',
      references: ['T1222.002', 'https://attack.mitre.org/techniques/T1222/002/'],
    },
    {
      id: 'malware/guard-disabling',
      title: 'Security agent disabled',
      meaning:
        'A command stops or removes what guards the machine: agents of clouds, SELinux, audit, malware scanners.',
      severity: 'high',
      falsePositives:
        'Images stop services that containers do not need: outside of a script that does more of the kind it is weak.',
      references: ['T1562.001', 'https://attack.mitre.org/techniques/T1562/001/'],
    },
    {
      id: 'malware/rival-killing',
      title: 'Rival miners killed',
      meaning:
        'A script kills the miners and worms of others, and clears their jobs and files, to have the machine for itself.',
      severity: 'critical',
      falsePositives:
        'A miner that restarts itself kills one name; tools against malware stand among their rules. Proof takes several rivals, and more that only an intruder does.',
      references: ['T1489', 'T1496', 'https://attack.mitre.org/techniques/T1496/'],
    },
    {
      id: 'malware/trace-wiping',
      title: 'Traces wiped',
      meaning: 'A command empties logins’ logs or the history of commands while the container runs.',
      severity: 'medium',
      falsePositives: 'Builds clean up logs and histories, which is not told; alone it is weak.',
      references: ['T1070.003', 'https://attack.mitre.org/techniques/T1070/003/'],
    },
  ],
  recognise: recogniseRivalry,
});
