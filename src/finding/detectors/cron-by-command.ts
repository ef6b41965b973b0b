import { readScript } from '../../behavior/shell/read-script.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import { hostLabel } from '../commands/addresses.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { deedsOf } from '../commands/deeds.ts';
import { fetchOf } from '../commands/fetches.ts';
import { isTold, writesIn } from '../commands/file-writes.ts';
import { isBuild, type SeenCommand, scriptsOf } from '../commands/seen-command.ts';
import { type StartFile, startFile } from '../commands/start-files.ts';
import type { Told } from '../commands/tell.ts';
import { jobsOf } from '../commands/written-scripts.ts';

/** Jobs that commands add to a schedule. */
export const recogniseCron: Recognise = function* (script) {
  for (const { seen, path, text } of writesIn(script)) {
    const start = startFile(path, seen);
    if (start?.kind !== 'cron table' && start?.kind !== 'cron script') continue;
    const told = judge(seen, { path: seen.name === 'crontab' ? 'its crontab' : `/${path}`, text, start });
    if (told) yield [seen, told];
  }
};

interface Written {
  readonly path: string;
  readonly text: string | undefined;
  readonly start: StartFile;
}

function judge(seen: SeenCommand, { path, text, start }: Written): Told | undefined {
  const deeds = isTold(text) ? deedsIn(text, { seen, kind: start.kind }) : [];
  const source = [seen, ...seen.producers].map(fetchOf).find((fetch) => fetch !== undefined)?.address;
  const remote = source && source.kind !== 'own' ? `a table from ${hostLabel(source)}` : undefined;
  const [deed] = deeds;
  const job = deed === undefined ? (remote ?? 'a job') : `a job that ${deed}`;
  if (start.owner === 'host') {
    const does = `writes ${job} to ${path}, where the host's cron finds it`;
    return { rule: 'malware/cron-on-host', weight: deed || remote ? 'certain' : 'strong', family: 'persistence', does };
  }
  if (!deed && !remote) return undefined;
  const does = `adds ${job} to ${path}`;
  return {
    rule: 'malware/cron-by-command',
    weight: isBuild(seen) && !deed ? 'weak' : 'strong',
    family: 'persistence',
    does,
  };
}

function deedsIn(text: string, { seen, kind }: { seen: SeenCommand; kind: StartFile['kind'] }): string[] {
  const jobs = kind === 'cron table' ? jobsOf(text) : [text];
  const { command } = seen;
  const read = (job: string): PlannedCommand[] =>
    readScript(job, { place: { field: 'job', decoded: [] } }).commands.map((each) => ({
      ...each,
      reach: command.reach,
      when: 'schedule',
    }));
  const all = jobs.slice(0, 50).flatMap((job) => scriptsOf(read(job)));
  return all.flatMap((script) => deedsOf({ ...script, writtenTo: 'crontab' }));
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
