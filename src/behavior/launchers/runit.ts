import { glob } from '../../filesystem/file.ts';
import type { Launcher } from '../launcher.ts';
import { pathFrom } from '../paths.ts';

const PLACES = ['etc/service', 'service', 'var/service', 'etc/runit/runsvdir/default'];

/** runit: the stages of `runit-init`, and services of a folder. */
export const runit: Launcher = {
  name: 'runit',
  reads: [
    glob('{etc/sv,etc/service,service,var/service}/**/{run,check,finish}'),
    glob('etc/runit/**'),
    glob('etc/my_init.d/*'),
  ],
  programs: /^(?:runsvdir(?:-start)?|runit|runit-init|runsv|my_init)$/,
  *follow({ name, words, folder, files }) {
    const given = words.find((word) => !word.startsWith('-'));
    if (name === 'runsv') {
      if (given !== undefined) yield { run: [`/${pathFrom(folder, given)}/run`], cause: 'service', when: 'service' };
      return;
    }
    const before = name === 'my_init' ? files.names('etc/my_init.d').map((each) => `etc/my_init.d/${each}`) : [];
    const stages = name.startsWith('runit') ? ['etc/runit/1', 'etc/runit/2'] : [];
    for (const path of [...before, ...stages])
      if (files.tree.resolve(path)?.type === 'file') yield { run: [`/${path}`], cause: 'service', when: 'start' };
    const places = name === 'runsvdir' && given !== undefined ? [pathFrom(folder, given)] : PLACES;
    for (const place of places) {
      for (const each of files.names(place)) {
        const path = `${place}/${each}`;
        if (files.tree.resolve(`${path}/down`) || !files.tree.resolve(`${path}/run`)) continue;
        yield { run: [`/${path}/run`], cause: 'service', when: 'service', folder: path };
      }
    }
    if (name === 'my_init' && words.includes('--')) yield { run: words.slice(words.indexOf('--') + 1), cause: 'cmd' };
  },
};
