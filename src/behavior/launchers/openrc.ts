import { glob } from '../../filesystem/file.ts';
import type { Launcher } from '../launcher.ts';

const LEVELS = ['sysinit', 'boot', 'default'];

/** OpenRC: the services of its run levels, and the `local.d` scripts. */
export const openrc: Launcher = {
  name: 'openrc',
  reads: [glob('etc/{init.d,local.d,conf.d}/*'), glob('etc/inittab')],
  programs: /^(?:openrc|openrc-init|openrc-run)$/,
  *follow({ name, words, files }) {
    if (name === 'openrc-run') {
      const [script, ...rest] = words;
      if (script !== undefined) yield { script, words: rest };
      return;
    }
    for (const level of words[0] ? [words[0]] : LEVELS) {
      for (const service of files.names(`etc/runlevels/${level}`))
        yield { run: [`/etc/runlevels/${level}/${service}`, 'start'], cause: 'service', when: 'service' };
    }
    for (const each of files.names('etc/local.d'))
      if (each.endsWith('.start')) yield { run: [`/etc/local.d/${each}`], cause: 'service', when: 'start' };
  },
};
