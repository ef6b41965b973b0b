import { type FilePattern, glob } from '../filesystem/file.ts';
import type { Call, Consequence } from './launcher.ts';

const LOGIN_FILES = ['.bash_profile', '.bash_login', '.profile', '.zprofile', '.zlogin'];
const INTERACTIVE_FILES = ['.bashrc', '.zshrc', '.kshrc', '.ashrc'];

/** Those files, for the pass to keep. */
export const loginPatterns: readonly FilePattern[] = [
  glob('etc/{profile,bash.bashrc,bashrc,zshenv,zprofile,environment}'),
  glob('etc/zsh/{zshenv,zprofile,zshrc}'),
  glob('etc/profile.d/*'),
  glob(`{root,home/*}/{${[...LOGIN_FILES, ...INTERACTIVE_FILES, '.zshenv'].join(',')}}`),
];

/** What a login shell reads, of every user whose home folder is in the image. */
export function* loginFiles({ files }: Pick<Call, 'files'>): Iterable<Consequence> {
  const profiles = files.names('etc/profile.d').filter((name) => name.endsWith('.sh'));
  const paths = [
    'etc/profile',
    'etc/zsh/zprofile',
    'etc/zsh/zshenv',
    ...profiles.map((name) => `etc/profile.d/${name}`),
  ];
  yield* profileScripts(files, [...paths, ...homeFiles(files, LOGIN_FILES)]);
}

/** What an interactive shell reads. */
export function* interactiveFiles({ files }: Pick<Call, 'files'>): Iterable<Consequence> {
  const paths = ['etc/bash.bashrc', 'etc/bashrc', 'etc/zsh/zshrc'];
  yield* profileScripts(files, [...paths, ...homeFiles(files, INTERACTIVE_FILES)]);
}

function* profileScripts(files: Call['files'], paths: readonly string[]): Iterable<Consequence> {
  for (const path of paths) {
    if (files.tree.resolve(path)?.type === 'file') yield { script: `/${path}`, cause: 'profile', when: 'login' };
  }
}

const MOST_HOMES = 100;

function homeFiles(files: Call['files'], names: readonly string[]): string[] {
  const homes = ['root', ...files.names('home').map((name) => `home/${name}`)].slice(0, MOST_HOMES);
  return homes.flatMap((home) => names.map((name) => `${home}/${name}`));
}
