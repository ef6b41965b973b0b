import type { Launcher } from '../launcher.ts';
import { parseOptions } from '../words.ts';

/** `su` and `runuser` take a user and a text for that user's shell, or a command. */
export const userSwitchers: Launcher = {
  name: 'user switchers',
  reads: [],
  programs: /^(?:su|runuser)$/,
  *follow({ words }) {
    const values = ['-c', '--command', '-s', '--shell', '-g', '-G', '-u', '--user', '-w'];
    const { options, rest } = parseOptions(
      words.filter((word) => word !== '-'),
      { values },
    );
    const named = options.get('-u') ?? options.get('--user');
    const user = named ?? rest[0] ?? 'root';
    const behind = named === undefined ? parseOptions(rest.slice(1), { values }) : { options, rest };
    const command = options.get('-c') ?? options.get('--command') ?? behind.options.get('-c');
    if (command !== undefined) yield { shell: command, user, words: behind.rest };
    else if (behind.rest.length > 0) yield { run: behind.rest, user };
  },
};
