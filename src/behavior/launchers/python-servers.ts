import type { Launcher } from '../launcher.ts';
import { folderOf, pathFrom } from '../paths.ts';
import { libraryFolders, pythonConsequences, pythonSource } from '../python-modules.ts';

const MODULE = /^([A-Za-z_][\w.]*)(?::[A-Za-z_][\w.]*(?:\(.*\))?)?$/;
const FOLDER_OPTIONS = ['--chdir', '--app-dir', '--pythonpath', '--python-path', '--workdir'];
const APP_OPTIONS = ['-A', '--app', '-w', '--module', '--wsgi'];

/** Servers and runners whose argument names a module: `gunicorn shop.wsgi:application`. */
export const pythonServers: Launcher = {
  name: 'python servers',
  reads: [],
  programs: /^(?:gunicorn\d?|uvicorn|hypercorn|daphne|waitress-serve|flask|celery|uwsgi|granian|fastapi|streamlit)$/,
  *follow(call) {
    const { words, env, files } = call;
    const folderAt = words.findIndex((word) => FOLDER_OPTIONS.includes(word));
    const joined = words.find((word) => FOLDER_OPTIONS.some((option) => word.startsWith(`${option}=`)));
    const named = folderAt >= 0 ? words[folderAt + 1] : joined?.slice(joined.indexOf('=') + 1);
    const folder = named === undefined ? call.folder : pathFrom(call.folder, named);
    const appAt = words.findIndex((word) => APP_OPTIONS.includes(word));
    const candidates = [
      ...(appAt >= 0 ? [words[appAt + 1] ?? ''] : []),
      ...words.filter((word) => word.includes(':') && MODULE.test(word)),
      ...words.filter((word) => MODULE.test(word) || word.endsWith('.py')),
      ...(env.has('FLASK_APP') ? [env.get('FLASK_APP') ?? ''] : []),
      ...(call.name === 'flask' ? ['app', 'wsgi'] : []),
    ];
    for (const candidate of candidates) {
      const path = candidate.endsWith('.py') ? pathFrom(folder, candidate) : undefined;
      const module = MODULE.exec(candidate)?.[1];
      const source =
        path !== undefined && files.tree.resolve(path)?.type === 'file'
          ? path
          : module === undefined
            ? undefined
            : pythonSource(files, module, [folder, ...libraryFolders(call)]);
      if (source === undefined) continue;
      const start = path === undefined ? folder : folderOf(source);
      const imports = pythonConsequences(call, { text: files.text(source), folder: start });
      yield { load: `/${source}`, started: true, imports };
      return;
    }
  },
};
