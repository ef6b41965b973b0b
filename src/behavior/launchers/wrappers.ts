import type { Call, Consequence, Launcher } from '../launcher.ts';
import { parseOptions } from '../words.ts';

/** How a program that hands over to another one takes its arguments. */
interface Wrapper {
  /** Options that take a value. */
  readonly values?: readonly string[];
  /** Words between the options and the command. */
  readonly skips?: number;
  /** The option, or the place among the skipped words, that names the user. */
  readonly user?: string | number;
}

const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  tini: { values: ['-e', '-p'] },
  'tini-static': { values: ['-e', '-p'] },
  'docker-init': { values: ['-e', '-p'] },
  catatonit: {},
  'dumb-init': { values: ['-r', '--rewrite'] },
  pid1: {},
  gosu: { skips: 1, user: 0 },
  'su-exec': { skips: 1, user: 0 },
  's6-setuidgid': { skips: 1, user: 0 },
  setuidgid: { skips: 1, user: 0 },
  's6-envdir': { skips: 1 },
  envdir: { skips: 1 },
  's6-softlimit': { values: ['-a', '-c', '-d', '-f', '-l', '-m', '-o', '-p', '-s', '-t'] },
  's6-notifyoncheck': { values: ['-d', '-3', '-s', '-T', '-t', '-w', '-n', '-c'] },
  's6-fdholder-daemon': {},
  'with-contenv': {},
  chpst: { values: ['-u', '-U', '-e', '-/', '-n', '-l', '-L', '-m', '-d', '-o', '-p', '-f', '-c', '-b'], user: '-u' },
  setpriv: {
    values: [
      '--reuid',
      '--regid',
      '--ruid',
      '--euid',
      '--rgid',
      '--egid',
      '--groups',
      '--inh-caps',
      '--ambient-caps',
      '--bounding-set',
      '--securebits',
      '--pdeathsig',
      '--ptracer',
      '--selinux-label',
      '--apparmor-profile',
    ],
    user: '--reuid',
  },
  chroot: { values: ['--userspec', '--groups'], skips: 1, user: '--userspec' },
  nice: { values: ['-n', '--adjustment'] },
  ionice: { values: ['-c', '-n', '-p', '--class', '--classdata'] },
  chrt: { values: ['-T', '-P', '-D'], skips: 1 },
  taskset: { skips: 1 },
  nohup: {},
  setsid: {},
  stdbuf: { values: ['-i', '-o', '-e'] },
  timeout: { values: ['-s', '--signal', '-k', '--kill-after'], skips: 1 },
  flock: { values: ['-w', '--timeout', '-E'], skips: 1 },
  time: { values: ['-o', '-f'] },
  exec: { values: ['-a'] },
  command: {},
  builtin: {},
  sudo: { values: ['-u', '--user', '-g', '--group', '-h', '-p', '-C', '-D', '-R', '-T'], user: '-u' },
  doas: { values: ['-u', '-C'], user: '-u' },
  nsenter: { values: ['-t', '--target', '-S', '-G', '--setuid', '--setgid'] },
  unshare: { values: ['-S', '-G', '--setuid', '--setgid', '-R', '--root', '-w', '--wd'] },
  xargs: { values: ['-I', '-n', '-P', '-L', '-d', '-a', '-s', '-E'] },
  fakeroot: {},
  'systemd-run': { values: ['-u', '--unit', '-p', '--property', '-M', '-H', '--description', '--slice', '-E'] },
  unbuffer: {},
  'ddtrace-run': {},
  'newrelic-admin': { skips: 1 },
  'opentelemetry-instrument': { values: ['--traces_exporter', '--metrics_exporter', '--service_name'] },
  uv: { skips: 1, values: ['--directory', '--project'] },
  poetry: { skips: 1, values: ['-C', '--directory'] },
  pipenv: { skips: 1 },
  doppler: { skips: 1 },
  strace: { values: ['-e', '-o', '-p', '-s', '-u'] },
};

/** Programs that run what their arguments name. */
export const wrappers: Launcher = {
  name: 'wrappers',
  reads: [],
  programs: new RegExp(`^(?:${Object.keys(WRAPPERS).join('|')})$`),
  follow: (call) => handOver(call),
};

function* handOver({ name, words }: Call): Iterable<Consequence> {
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (!wrapper) return;
  const { options, rest } = parseOptions(words, { values: wrapper.values ?? [] });
  const skips = wrapper.skips ?? 0;
  const behind = rest.slice(skips);
  const command = behind[0] === '--' ? behind.slice(1) : behind;
  if (command.length === 0) return;
  const named = typeof wrapper.user === 'number' ? rest[wrapper.user] : options.get(wrapper.user ?? '');
  const user = named?.split(':', 1)[0];
  yield { run: command, ...(user ? { user } : {}) };
}
