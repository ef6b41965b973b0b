import { hostLabel } from '../commands/addresses.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { deedsWritten } from '../commands/deeds.ts';
import { fetchOf } from '../commands/fetches.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, type SeenCommand } from '../commands/seen-command.ts';
import { type StartFile, startFile } from '../commands/start-files.ts';
import type { Told } from '../commands/tell.ts';

/** Jobs that commands add to a schedule. */
export const recogniseCron: Recognise = function* (script) {
  for (const { seen, ...write } of writesIn(script)) {
    const { path } = write;
    const start = startFile(path, seen);
    if (start?.kind !== 'cron table' && start?.kind !== 'cron script') continue;
    const told = judge(seen, {
      path: seen.name === 'crontab' ? 'its crontab' : `/${path}`,
      deeds: deedsWritten(write, script),
      start,
    });
    if (told) yield [seen, told];
  }
};

interface Written {
  readonly path: string;
  readonly deeds: readonly string[];
  readonly start: StartFile;
}

function judge(seen: SeenCommand, { path, deeds, start }: Written): Told | undefined {
  const source = [seen, ...seen.producers].map(fetchOf).find((fetch) => fetch !== undefined)?.address;
  const remote = source && source.kind !== 'own' ? `a table from ${hostLabel(source)}` : undefined;
  const [deed] = deeds;
  const job = deed === undefined ? (remote ?? 'a job') : 'a job';
  const what = deed === undefined ? '' : `; the job ${deed}`;
  if (start.owner === 'host') {
    const does = `writes ${job} to ${path}, where the host's cron finds it${what}`;
    return { rule: 'malware/cron-on-host', weight: deed || remote ? 'certain' : 'strong', family: 'persistence', does };
  }
  if (!deed && !remote) return undefined;
  const does = `adds ${job} to ${path}${what}`;
  return {
    rule: 'malware/cron-by-command',
    weight: isBuild(seen) && !deed ? 'weak' : 'strong',
    family: 'persistence',
    does,
  };
}

export const cronByCommand = commandDetector({
  name: 'cron-by-command',
  rules: [
    {
      id: 'malware/cron-by-command',
      title: 'Hostile cron job added',
      meaning:
        "A command adds a job to the container's schedule that downloads and runs code, opens a shell or mines, over and over.",
      severity: 'high',
      falsePositives:
        'Many images write their own crontab when they start: jobs that run programs of the image are not told.',
      references: ['T1053.003', 'https://attack.mitre.org/techniques/T1053/003/'],
    },
    {
      id: 'malware/cron-on-host',
      title: 'Cron job written to the host',
      meaning:
        "A command writes to a schedule below a folder where the host's files are expected, such as /mnt/etc. The host's own cron then runs the job as root, outside of any container.",
      severity: 'critical',
      falsePositives:
        'Agents that manage nodes write to /host, but seldom to its cron: without a job that downloads, mines or opens a shell this is strong, no proof. Trees that are built below /rootfs in a build are not told.',
      references: ['T1053.003', 'T1611', 'https://attack.mitre.org/techniques/T1611/'],
    },
  ],
  recognise: recogniseCron,
});
