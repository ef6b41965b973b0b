// The honest corpora: what each is made of, and how it is made. Kept under .bench/corpora/ until its recipe changes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, tarOf } from '../bench/debian-root.mjs';
import { writeImage, writeLayer } from '../bench/layout.mjs';
import { projectRoot } from '../project.mjs';

const DEBIAN = {
  suite: 'bookworm',
  packages: [
    ...['ansible', 'apache2', 'build-essential', 'certbot', 'chkrootkit', 'clamav', 'composer', 'cron', 'curl'],
    ...['default-jdk-headless', 'docker.io', 'dumb-init', 'fail2ban', 'gdb', 'git', 'golang-go', 'gosu', 'haproxy'],
    ...['hydra', 'iptables', 'john', 'lua5.4', 'lynis', 'maven', 'mc', 'ncat', 'netcat-openbsd', 'nginx', 'nmap'],
    ...['nodejs', 'npm', 'openssh-server', 'perl', 'php', 'php-fpm', 'php-mysql', 'podman', 'postgresql'],
    ...['proxychains4', 'python3-cryptography', 'python3-dev', 'python3-full', 'python3-numpy', 'python3-pip'],
    ...[
      'python3-requests',
      'python3-twisted',
      'redis-server',
      'rkhunter',
      'rsyslog',
      'ruby',
      'runit',
      'snmpd',
      'socat',
    ],
    ...[
      'sqlmap',
      'strace',
      'sudo',
      'supervisor',
      'systemd',
      'tcpdump',
      'tini',
      'tor',
      'varnish',
      'vim',
      'wget',
      'yara',
    ],
  ],
};

/** Name, and a function that makes the corpus in a folder and returns what to scan; it throws a `Skip` where it cannot. */
export const corpora = [
  { name: 'debian', make: makeDebian, recipe: () => JSON.stringify(DEBIAN) },
  { name: 'npm', make: makeNpm, recipe: () => npmPackages().join('\n') },
  { name: 'machine', make: makeMachine },
];

/** Why a corpus cannot be had here. */
export class Skip extends Error {}

/** Makes the corpus unless it is there. @returns what to scan, and what to remove afterwards. */
export async function prepareCorpus({ name, make, recipe }, tell) {
  const folder = join(projectRoot, '.bench/corpora', name);
  const note = join(folder, 'recipe.txt');
  const wanted = recipe?.();
  if (wanted !== undefined && existsSync(note) && readFileSync(note, 'utf8') === wanted) {
    return { input: `rootfs:${join(folder, 'root')}` };
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  tell(`making ${name}`);
  const input = await make(folder, tell);
  if (wanted === undefined) return { input, remove: folder };
  writeFileSync(note, wanted);
  return { input };
}

function makeDebian(folder, tell) {
  if (process.getuid?.() !== 0) throw new Skip('needs root, to install packages into a root file system');
  if (spawnSync('mmdebstrap', ['--version']).error) throw new Skip('needs mmdebstrap');
  const root = join(folder, 'root');
  // A mirror may lag behind.
  const stale = '--aptopt=Acquire::Check-Valid-Until "false"';
  run('mmdebstrap', ['--quiet', '--variant=apt', stale, DEBIAN.suite, root]);
  const inside = (words) => run('chroot', [root, ...words], { DEBIAN_FRONTEND: 'noninteractive' });
  const known = new Set(inside(['apt-cache', 'pkgnames']).split('\n'));
  const there = DEBIAN.packages.filter((each) => known.has(each));
  const missing = DEBIAN.packages.filter((each) => !known.has(each));
  if (missing.length > 0) tell(`the archive has no ${missing.join(', ')}`);
  // Services must not start.
  const policy = join(root, 'usr/sbin/policy-rc.d');
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  inside(['apt-get', '-qy', 'install', '--no-install-recommends', ...there]);
  rmSync(policy);
  inside(['apt-get', 'clean']);
  return `rootfs:${root}`;
}

function makeNpm(folder) {
  const root = join(folder, 'root');
  mkdirSync(root);
  const dependencies = Object.fromEntries(npmPackages().map((each) => [each, '*']));
  writeFileSync(join(root, 'package.json'), JSON.stringify({ private: true, dependencies }));
  run('npm', ['install', '--prefix', root, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund']);
  return `rootfs:${root}`;
}

/** The machine's own files as one layer: a folder with them in it would have to be made of links or mounts. */
async function makeMachine(folder) {
  const paths = listFiles('/').map(({ path }) => path);
  const layer = await writeLayer(folder, tarOf('/', paths, { workFolder: folder }), 'none');
  writeImage(folder, [layer]);
  return `oci:${folder}`;
}

function npmPackages() {
  return readFileSync(join(projectRoot, 'scripts/corpora/npm-packages.txt'), 'utf8').split('\n').filter(Boolean);
}

function run(command, words, environment = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, words, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...environment },
  });
  if (status === 0) return stdout;
  throw new Skip(`${command} failed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
}
