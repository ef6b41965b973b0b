import type { Launcher } from '../launcher.ts';
import { interactiveFiles, loginFiles, loginPatterns } from '../login-files.ts';
import { parseOptions } from '../words.ts';

/** Shells: `-c` texts, scripts, and the files that are read when somebody logs in. */
export const shells: Launcher = {
  name: 'shells',
  reads: loginPatterns,
  programs: /^(?:ba|da|a|z|k|mk|fi|c|tc|r)?sh$/,
  *follow(call) {
    const { options, rest } = parseOptions(call.words, { values: ['-o', '-O', '+o', '--rcfile', '--init-file'] });
    const flags = [...options.keys()].filter((option) => !option.startsWith('--')).join('');
    const start = call.env.get(call.name === 'bash' ? 'BASH_ENV' : 'ENV');
    if (start) yield { script: start, cause: 'preload' };
    if (flags.includes('l') || options.has('--login')) yield* loginFiles(call);
    if (flags.includes('c')) {
      const [text, ...words] = rest;
      if (text !== undefined) yield { shell: text, words };
      return;
    }
    const [script, ...words] = rest;
    if (script !== undefined && !flags.includes('s')) yield { script, words };
    else yield* interactiveFiles(call);
  },
};
