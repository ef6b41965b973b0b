import type { Call, Consequence, Launcher } from '../launcher.ts';
import { folderOf, pathFrom } from '../paths.ts';
import { plainImports } from '../plain-imports.ts';
import { parseOptions } from '../words.ts';

const RELATIVE = /^[ \t]*(?:require_relative|load)\s*\(?\s*['"]([^'"]{1,300})['"]/gm;

/** Ruby, and the programs that Bundler and Rails start. */
export const ruby: Launcher = {
  name: 'ruby',
  reads: [],
  programs: /^(?:ruby(?:\d[\d.]*)?|jruby|bundle|rackup|rails|puma|unicorn)$/,
  *follow(call) {
    const { options, rest } = parseOptions(call.words, { values: ['-e', '-I', '-r', '-C', '-E', '-p', '-b', '-c'] });
    const required = options.get('-r') ?? /(?:^|\s)-r\s*(\S+)/.exec(call.env.get('RUBYOPT') ?? '')?.[1];
    if (required?.includes('/'))
      yield { load: required.endsWith('.rb') ? required : `${required}.rb`, cause: 'preload' };
    if (call.name === 'bundle') {
      if (rest[0] === 'exec') yield { run: rest.slice(1) };
      return;
    }
    if (call.name === 'rails' || call.name === 'puma' || call.name === 'rackup' || call.name === 'unicorn') {
      for (const path of [
        'config.ru',
        'config/boot.rb',
        'config/application.rb',
        'config/puma.rb',
        'config/environment.rb',
      ])
        if (call.files.tree.resolve(pathFrom(call.folder, path))) yield* script(call, path);
    } else if (rest[0] !== undefined && !options.has('-e')) yield* script(call, rest[0]);
  },
};

function* script({ folder, files }: Call, name: string): Iterable<Consequence> {
  const path = pathFrom(folder, name);
  const imports = plainImports(files, path, { reference: RELATIVE, endings: ['', '.rb'], from: folderOf });
  yield { load: `/${path}`, started: true, imports };
}
