import type { Launcher } from '../launcher.ts';
import { pathFrom } from '../paths.ts';
import { plainImports } from '../plain-imports.ts';
import { parseOptions } from '../words.ts';

const REFERENCE =
  /^[ \t]*(?:use|require)[ \t]+([A-Z]\w*(?:::\w+)*)|^[ \t]*(?:require|do)[ \t]+['"]([^'"]{1,300})['"]/gm;
const FOLDERS = [
  'etc/perl',
  'usr/local/share/perl5',
  'usr/share/perl5',
  'usr/lib/perl5',
  'usr/share/perl',
  'usr/local/lib/perl5',
];

/** Perl: the script it runs, and the modules it uses. */
export const perl: Launcher = {
  name: 'perl',
  reads: [],
  programs: /^perl(?:5[\d.]*)?$/,
  *follow({ words, folder, env, files }) {
    const { options, rest } = parseOptions(words, { values: ['-I', '-M', '-m'] });
    const flags = [...options.keys()].join('');
    if (/-\w*e/i.test(flags) || rest[0] === undefined) return;
    const path = pathFrom(folder, rest[0]);
    const given = [options.get('-I'), ...(env.get('PERL5LIB') ?? '').split(':')].filter((each) => each !== undefined);
    const folders = [...given.filter(Boolean).map((each) => pathFrom(folder, each)), ...FOLDERS];
    const imports = plainImports(files, path, {
      reference: REFERENCE,
      endings: ['', '.pm'],
      from: () => folder,
      folders,
    });
    yield { load: `/${path}`, started: true, imports };
  },
};
