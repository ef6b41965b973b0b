import type { Launcher } from '../launcher.ts';
import { parseOptions, splitWords } from '../words.ts';

const MOST_ASSIGNMENTS = 500;

/** Runs a command with other variables. */
export const env: Launcher = {
  name: 'env',
  reads: [],
  programs: /^env$/,
  *follow({ words }) {
    const split = words[0] === '-S' ? splitWords(words[1] ?? '') : [];
    const all = words[0] === '-S' ? [...split, ...words.slice(2)] : words;
    const { rest } = parseOptions(
      all.filter((word) => word !== '-'),
      { values: ['-u', '--unset', '-C', '--chdir'] },
    );
    const assignments = rest.slice(0, MOST_ASSIGNMENTS).findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    const command = assignments < 0 ? [] : rest.slice(assignments);
    if (command.length === 0) return;
    const set = rest.slice(0, assignments).map((word) => {
      const equals = word.indexOf('=');
      return [word.slice(0, equals), word.slice(equals + 1)] as const;
    });
    yield { run: command, env: set };
  },
};
