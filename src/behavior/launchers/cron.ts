import { glob } from '../../filesystem/file.ts';
import { readCrontab } from '../crontab.ts';
import type { Call, Consequence, Launcher } from '../launcher.ts';
import { parseOptions } from '../words.ts';

const PERIODS = ['15min', 'hourly', 'daily', 'weekly', 'monthly'];
const MOST_TABLES = 2_000;

/** cron of every kind: system tables, tables of users, and the folders of scripts. */
export const cron: Launcher = {
  name: 'cron',
  reads: [
    glob('etc/{crontab,anacrontab,passwd}'),
    glob('etc/cron.{d,hourly,daily,weekly,monthly}/*'),
    glob('etc/crontabs/*'),
    glob('etc/periodic/**'),
    glob('var/spool/cron/**'),
    glob('**/{crontab,*.cron,*.crontab}'),
  ],
  programs: /^(?:cron|crond|dcron|cronie|supercronic|fcron|anacron|go-crond)$/,
  *follow(call) {
    const { files } = call;
    const { options, rest } = parseOptions(call.words, { values: ['-c', '-L', '-l', '-d', '-m'] });
    if (call.name === 'supercronic' || call.name === 'go-crond') {
      for (const path of rest) yield* table(call, path.replace(/^\/+/, ''), {});
      return;
    }
    yield* table(call, 'etc/crontab', { hasUser: true });
    for (const name of files.names('etc/cron.d').slice(0, MOST_TABLES))
      if (!name.startsWith('.')) yield* table(call, `etc/cron.d/${name}`, { hasUser: true });
    const own = options.get('-c')?.replace(/^\/+/, '');
    const seen = new Set<string>();
    for (const given of own ? [own] : ['var/spool/cron/crontabs', 'var/spool/cron', 'etc/crontabs']) {
      // Alpine has one of them as a link to another.
      const folder = files.tree.resolve(given)?.path ?? given;
      if (seen.has(folder)) continue;
      seen.add(folder);
      for (const name of files.names(folder).slice(0, MOST_TABLES))
        if (name !== 'cron.update') yield* table(call, `${folder}/${name}`, { user: name });
    }
    for (const period of PERIODS) {
      for (const folder of [`etc/cron.${period}`, `etc/periodic/${period}`]) {
        for (const name of files.names(folder).slice(0, MOST_TABLES))
          if (!name.startsWith('.'))
            yield { run: [`/${folder}/${name}`], cause: 'cron', when: 'schedule', user: 'root' };
      }
    }
  },
};

function* table(
  { files }: Call,
  path: string,
  { hasUser = false, user }: { readonly hasUser?: boolean; readonly user?: string },
): Iterable<Consequence> {
  const text = files.text(path);
  if (text === undefined) return;
  yield { refer: `/${path}` };
  for (const line of readCrontab(text, { hasUser, ...usersOf(files) })) {
    const runsAs = line.user ?? user;
    // run-parts lines of /etc/crontab stand for the folders that are followed anyway.
    if (/\brun-parts\b/.test(line.command)) continue;
    yield {
      shell: line.input === undefined ? line.command : `${line.command} <<'CRON_INPUT'\n${line.input}\nCRON_INPUT\n`,
      cause: 'cron',
      when: 'schedule',
      from: { path, line: line.line },
      ...(runsAs ? { user: runsAs } : {}),
    };
  }
}

function usersOf(files: Call['files']): { users?: ReadonlySet<string> } {
  const text = files.text('etc/passwd');
  if (text === undefined) return {};
  return { users: new Set(text.split('\n', 10_000).map((line) => line.split(':', 1)[0] ?? '')) };
}
