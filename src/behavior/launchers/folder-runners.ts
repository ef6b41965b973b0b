import type { Launcher } from '../launcher.ts';
import { pathFrom } from '../paths.ts';

const MOST_SCRIPTS = 500;

/** Programs that run others for what lies in folders: `run-parts`, and `find` with `-exec` or on a folder of scripts. */
export const folderRunners: Launcher = {
  name: 'folder runners',
  reads: [],
  programs: /^(?:run-parts|find)$/,
  *follow({ name, words, folder, files }) {
    const at = words.findIndex((word) => /^-(?:exec|execdir|ok|okdir)$/.test(word));
    if (name === 'find' && at >= 0) {
      const command = words.slice(at + 1);
      const end = command.findIndex((word) => word === ';' || word === '+');
      yield { run: end < 0 ? command : command.slice(0, end) };
      return;
    }
    const place = words.find((word) => !word.startsWith('-'));
    if (place === undefined || place.includes('\ufffc')) return;
    const path = pathFrom(folder, place);
    // Entrypoints list folders like /docker-entrypoint.d to run each script there.
    if (name === 'find' && (!path.endsWith('.d') || words.includes('-quit'))) return;
    for (const each of files.names(path).slice(0, MOST_SCRIPTS)) {
      const file = files.tree.resolve(`${path}/${each}`);
      if (file?.type === 'file' && (file.mode & 0o111 || each.endsWith('.sh'))) yield { run: [`/${path}/${each}`] };
    }
  },
};
