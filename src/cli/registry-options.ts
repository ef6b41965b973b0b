import { type Command, Option } from 'commander';
import { UsageError } from '../base/errors.ts';
import type { RegistryOptions } from '../image/source.ts';

/** Flags of every command that speaks to registries. */
export interface RegistryFlags {
  readonly username?: string;
  readonly passwordStdin?: boolean;
  readonly registryTokenStdin?: boolean;
  readonly insecure?: boolean;
  readonly caFile?: string;
  readonly mirror?: readonly string[];
}

const GROUP = 'Registries:';

/** Adds those flags; all but the ones for logging in can also be set by an environment variable. */
export function addRegistryOptions(command: Command): Command {
  // The registry client reads TIDEWAITER_USERNAME and its kin itself: a password may stand beside them there.
  const login = (flags: string, description: string) => new Option(flags, description).helpGroup(GROUP);
  const option = (flags: string, description: string) => {
    const created = login(flags, description);
    return created.env(`TIDEWAITER_${created.name().replaceAll('-', '_').toUpperCase()}`);
  };
  return command
    .addOption(login('--username <name>', 'log in with this name'))
    .addOption(login('--password-stdin', 'read the password from standard input'))
    .addOption(login('--registry-token-stdin', 'read a bearer token from standard input'))
    .addOption(option('--mirror <host=url>', 'ask this mirror first; repeatable').argParser(collect))
    .addOption(option('--ca-file <file>', 'more certificate authorities (PEM)'))
    .addOption(option('--insecure', 'allow plain HTTP and any certificate'));
}

/** The flags as options. @throws UsageError for values that mean nothing. */
export async function registryOptions(flags: RegistryFlags): Promise<RegistryOptions> {
  if (flags.passwordStdin && !flags.username) throw new UsageError('bad-flag', '--password-stdin goes with --username');
  if (flags.username && !flags.passwordStdin) throw new UsageError('bad-flag', '--username goes with --password-stdin');
  const mirrors = new Map<string, string[]>();
  for (const text of flags.mirror ?? []) {
    const [host = '', url = ''] = text.split(/=(.*)/s);
    if (!host || !/^https?:\/\//.test(url))
      throw new UsageError('bad-flag', `--mirror ${text}: say it as docker.io=https://mirror.example`);
    mirrors.set(host, [...(mirrors.get(host) ?? []), url]);
  }
  return {
    ...(flags.insecure ? { insecure: true } : {}),
    ...(flags.caFile === undefined ? {} : { caFile: flags.caFile }),
    ...(mirrors.size > 0 ? { mirrors: Object.fromEntries(mirrors) } : {}),
    ...(flags.username ? { credentials: { username: flags.username, password: await standardInputLine() } } : {}),
    ...(flags.registryTokenStdin ? { credentials: { token: await standardInputLine() } } : {}),
  };
}

async function standardInputLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > 65_536) throw new UsageError('bad-flag', 'the secret on standard input is too long');
  }
  return text.replace(/\r?\n$/, '');
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
