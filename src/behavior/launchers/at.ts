import { glob } from '../../filesystem/file.ts';
import type { Launcher } from '../launcher.ts';

/** at: jobs that lie in its spool. */
export const at: Launcher = {
  name: 'at',
  reads: [glob('var/spool/{at,atjobs}/*'), glob('var/spool/cron/atjobs/*')],
  programs: /^atd$/,
  *follow({ files }) {
    for (const folder of ['var/spool/at', 'var/spool/atjobs', 'var/spool/cron/atjobs'])
      for (const name of files.names(folder))
        if (/^[a-z=]?[0-9a-f]{10,}$/i.test(name))
          yield { script: `/${folder}/${name}`, cause: 'cron', when: 'schedule' };
  },
};
