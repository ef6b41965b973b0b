import { glob } from '../../filesystem/file.ts';
import type { Launcher } from '../launcher.ts';

/** init of busybox and System V: the lines of inittab, or else rc scripts. */
export const init: Launcher = {
  name: 'init',
  reads: [glob('etc/{rc.local,inittab}'), glob('etc/rc{S,2,3}.d/*'), glob('etc/rc.d/rc.local'), glob('etc/init.d/rcS')],
  programs: /^(?:init|linuxrc)$/,
  *follow({ files, path }) {
    // systemd goes by the name of init, and reads no inittab.
    if (path.endsWith('/systemd')) return;
    const table = files.text('etc/inittab');
    for (const [index, line] of (table ?? '').split('\n', 1_000).entries()) {
      const [, , action = '', ...process] = line.split(':');
      const command = process.join(':').trim();
      if (
        line.startsWith('#') ||
        command === '' ||
        !/^(?:sysinit|boot|bootwait|wait|once|respawn|askfirst)$/.test(action)
      )
        continue;
      yield {
        shell: command.replace(/^-/, ''),
        cause: 'service',
        when: 'service',
        from: { path: 'etc/inittab', line: index + 1 },
      };
    }
    const scripts = ['etc/init.d/rcS', 'etc/rc.local', 'etc/rc.d/rc.local'].map((path) => [`/${path}`]);
    const levels = ['etc/rcS.d', 'etc/rc2.d', 'etc/rc3.d'].flatMap((folder) =>
      files.names(folder).flatMap((name) => (name.startsWith('S') ? [[`/${folder}/${name}`, 'start']] : [])),
    );
    for (const run of [...scripts, ...levels])
      if (files.tree.resolve((run[0] ?? '').slice(1))?.type === 'file')
        yield { run, cause: 'service', when: 'service' };
  },
};
