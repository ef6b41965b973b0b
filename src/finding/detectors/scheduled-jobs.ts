import { glob } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import { clueOf, reachThrough, signClues } from '../persistence/clue-of.ts';
import { settingSign } from '../persistence/job-signs.ts';
import { createJobReader } from '../persistence/read-job.ts';
import { scheduledJobs, tableSettings } from '../persistence/scheduled.ts';
import { type ConfigurationText, changedTexts, textTap } from '../persistence/text-tap.ts';

const RULE = 'malware/cron-persistence';

const tables = textTap({
  name: 'scheduled-jobs',
  version: 1,
  reads: [
    glob('etc/{crontab,anacrontab}'),
    glob('etc/cron.{d,hourly,daily,weekly,monthly}/*'),
    glob('etc/crontabs/*'),
    glob('etc/periodic/**'),
    glob('var/spool/{cron,at,anacron,atjobs,fcron}/**'),
    glob('var/cron/tabs/*'),
    glob('**/{crontab,root.cron,*.cron,*.crontab}'),
    glob('**/{cron.d,crontabs}/*'),
  ],
  wants: (text) => /[a-z]/i.test(text) && !/^[\s#\0]*$/.test(text.slice(0, 4_096)),
});

/** Jobs that cron, anacron or at would run, which no package brought. */
export const scheduledJobsDetector: ImageDetector = {
  name: 'scheduled-jobs',
  taps: [tables],
  rules: [
    {
      id: RULE,
      title: 'Cron persistence',
      meaning:
        'A scheduled job that no package installed downloads and runs code, opens a shell to a remote host, or runs something out of a temporary or hidden place. It comes back however often the rest is cleaned.',
      severity: 'critical',
      falsePositives:
        'Jobs that packages own, that rotate logs, renew certificates or run the application are not told, however often they run; what a job runs is read, not how often.',
      references: ['T1053.003', 'https://attack.mitre.org/techniques/T1053/003/'],
    },
  ],
  *inspect(subject) {
    const reader = createJobReader(subject);
    for (const found of changedTexts(subject, tables)) {
      if (isDocumentation(found.file.path)) continue;
      yield* jobClues(subject, found, reader);
      yield* settingClues(subject, found);
    }
  },
};

const CRON = /^(?:cron|crond|dcron|cronie|supercronic|fcron|anacron|go-crond|atd|crontab)$/;

function* jobClues(
  { startup }: DetectorSubject,
  { file, text }: ConfigurationText,
  reader: ReturnType<typeof createJobReader>,
): Iterable<Clue> {
  for (const job of scheduledJobs(text, file.path)) {
    for (const sign of reader.read(job, file.path)) {
      yield* signClues(file, sign, {
        rule: RULE,
        excerpt: job.schedule === '' ? sign.excerpt : `${job.schedule} ${sign.excerpt}`,
        when: 'schedule',
        reach: reachThrough(CRON, { startup, file }),
        does: `has cron run a job that ${sign.does}`,
      });
    }
  }
}

function* settingClues({ startup }: DetectorSubject, { file, text }: ConfigurationText): Iterable<Clue> {
  for (const { name, value } of tableSettings(text)) {
    const found = settingSign(name, value);
    if (!found) continue;
    yield clueOf(file, {
      rule: RULE,
      weight: found.weight,
      family: 'persistence',
      excerpt: `${name}=${value}`,
      when: 'schedule',
      reach: reachThrough(CRON, { startup, file }),
      does: `has jobs of cron run in a setting that ${found.does}`,
    });
  }
}

function isDocumentation(path: string): boolean {
  return /(?:^|\/)(?:usr\/share\/(?:doc|man|bash-completion|vim)|docs?|examples?|tests?|testdata|fixtures|node_modules|site-packages|dist-packages)\//.test(
    path,
  );
}
