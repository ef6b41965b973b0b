import { bounded, type FilePattern, glob, type KeptFile } from '../../filesystem/file.ts';
import { compilePatterns } from '../../filesystem/patterns.ts';
import type { DetectorSubject } from '../detector.ts';
import type { Evidence, Finding } from '../finding.ts';
import { excerpt, type Misconfiguration, misconfigured } from './misconfiguration.ts';
import { oldTls, unsignedSources, verificationOffInFile, weakSshServer } from './settings-rules.ts';
import { readSmallText } from './small-text.ts';
import { unsignedRepository, unsignedSource } from './unverified.ts';

type Subject = Pick<DetectorSubject, 'tree' | 'file'>;

/** Files of one format, and how to read what is wrong with them. */
interface Setting {
  readonly rule: Misconfiguration;
  readonly pattern: FilePattern;
  /** `told` is the line that says it. */
  readonly find: (text: string) => string | undefined;
  readonly title: (path: string) => string;
}

const HOMES = '{root,home/*,etc,usr/local/etc,app,opt/app,var/www,usr/src/app,srv}';
const LARGEST = { largest: 256 * 1024, outside: [] };

const SETTINGS: readonly Setting[] = [
  {
    rule: unsignedSources,
    pattern: bounded(glob('etc/apt/{sources.list,sources.list.d/*,apt.conf,apt.conf.d/*}'), LARGEST),
    find: unsignedSource,
    title: (path) => `apt takes packages without a signature, /${path} says`,
  },
  {
    rule: unsignedSources,
    pattern: bounded(glob('etc/{yum.repos.d,zypp/repos.d}/*.repo'), LARGEST),
    find: unsignedRepository,
    title: (path) => `Packages are taken without a signature, /${path} says`,
  },
  {
    rule: verificationOffInFile,
    pattern: bounded(glob(`${HOMES}/{,.pip/,.config/pip/}{pip.conf,pip.ini}`), LARGEST),
    find: (text) => line(text, /^trusted-host\s{0,8}[=\s]\s{0,8}(?![\s=]|localhost|127\.0\.0\.1)\S/),
    title: (path) => `pip does not check the certificates of some hosts, /${path} says`,
  },
  {
    rule: verificationOffInFile,
    pattern: bounded(glob(`${HOMES}/{.npmrc,npmrc,.yarnrc,.yarnrc.yml}`), LARGEST),
    find: (text) => line(text, /^"?(?:strict-ssl|enableStrictSsl)"?\s{0,8}[=: ]\s{0,8}"?false"?\s{0,8}$/),
    title: (path) => `npm or yarn do not check certificates, /${path} says`,
  },
  {
    rule: verificationOffInFile,
    pattern: bounded(glob('{root,home/*}/.{gitconfig,config/git/config}'), LARGEST),
    find: (text) => line(text, /^sslverify\s{0,8}=\s{0,8}(?:false|0|no|off)\s{0,8}$/i),
    title: (path) => `git does not check certificates, /${path} says`,
  },
  {
    rule: verificationOffInFile,
    pattern: bounded(glob('etc/gitconfig'), LARGEST),
    find: (text) => line(text, /^sslverify\s{0,8}=\s{0,8}(?:false|0|no|off)\s{0,8}$/i),
    title: (path) => `git does not check certificates, /${path} says`,
  },
  {
    rule: verificationOffInFile,
    pattern: bounded(glob('{root,home/*}/.{curlrc,wgetrc}'), LARGEST),
    find: (text) => line(text, /^(?:insecure|-k|--insecure|check[-_]certificate\s{0,8}=\s{0,8}(?:off|no|0))\s{0,8}$/i),
    title: (path) => `curl or wget do not check certificates, /${path} says`,
  },
  {
    rule: verificationOffInFile,
    pattern: bounded(glob('etc/wgetrc'), LARGEST),
    find: (text) => line(text, /^check[-_]certificate\s{0,8}=\s{0,8}(?:off|no|0)\s{0,8}$/i),
    title: (path) => `wget does not check certificates, /${path} says`,
  },
  {
    rule: oldTls,
    pattern: bounded(glob('{etc/ssl,etc/pki/tls,usr/lib/ssl,usr/local/ssl}/openssl.cnf'), LARGEST),
    find: (text) =>
      line(
        text,
        /^(?:MinProtocol\s{0,8}=\s{0,8}(?:SSLv3|TLSv1|TLSv1\.0|TLSv1\.1|None)|CipherString\s{0,8}=.{0,200}@SECLEVEL=0.{0,200})\s{0,8}$/i,
      ),
    title: (path) => `OpenSSL is set up to speak old TLS, /${path} says`,
  },
];

const SSH_SETTINGS = bounded(glob('etc/ssh/{sshd_config,sshd_config.d/*.conf}'), LARGEST);

/** Files that are read to judge settings. */
export const settingsFiles: readonly FilePattern[] = [...SETTINGS.map(({ pattern }) => pattern), SSH_SETTINGS];

const MOST_FILES = 500;

/** Judges configuration files that steer who may come in, and what is trusted. */
export function checkSettings({ tree, file }: Subject): Finding[] {
  const found = new Map<Misconfiguration, { title: string; evidence: Evidence[] }>();
  // One search for all of them: each goes through every file that was kept.
  for (const kept of first(tree.kept(SETTINGS.map(({ pattern }) => pattern)), MOST_FILES)) {
    const { path, layer } = kept;
    const settings = COMPILED.filter(({ set }) => set.matches(kept));
    if (file(path)?.claim === 'owned') continue;
    const text = readSmallText(tree, path) ?? '';
    for (const { rule, find, title } of settings) {
      const told = find(text);
      if (told === undefined) continue;
      const known = found.get(rule) ?? { title: title(path), evidence: [] };
      known.evidence.push({ path, layer, excerpt: excerpt(withoutUser(told)) });
      found.set(rule, known);
    }
  }
  return [...[...found].map(([rule, breach]) => misconfigured(rule, breach)), ...checkSsh(tree)];
}

const COMPILED = SETTINGS.map((setting) => ({ ...setting, set: compilePatterns([setting.pattern]) }));

function withoutUser(text: string): string {
  return text.replace(/:\/\/[^\s/@]{1,300}@/g, '://…@');
}

const SSH_SERVERS = ['usr/sbin/sshd', 'sbin/sshd', 'usr/bin/sshd', 'usr/local/sbin/sshd'];

function checkSsh(tree: DetectorSubject['tree']): Finding[] {
  if (!SSH_SERVERS.some((path) => tree.resolve(path)?.type === 'file')) return [];
  const evidence: Evidence[] = [];
  let isOpen = false;
  let rootByPassword = false;
  let passwords = true;
  for (const { path, layer } of first(tree.kept([SSH_SETTINGS]), MOST_FILES)) {
    for (const [, key = '', value = ''] of settingsIn(readSmallText(tree, path) ?? '')) {
      const setting = `${key} ${value}`.toLowerCase();
      if (setting === 'passwordauthentication no') passwords = false;
      if (setting !== 'permitemptypasswords yes' && setting !== 'permitrootlogin yes') continue;
      if (setting.startsWith('permitempty')) isOpen = true;
      else rootByPassword = true;
      evidence.push({ path, layer, excerpt: excerpt(`${key} ${value}`) });
    }
  }
  if (!isOpen && !(rootByPassword && passwords)) return [];
  const title = isOpen
    ? 'The SSH server lets accounts with empty passwords in'
    : 'The SSH server lets root in with a password';
  return [misconfigured(weakSshServer, { title, evidence, severity: isOpen ? 'high' : 'medium' })];
}

/** Up to the first Match: what follows is for some only. */
function* settingsIn(text: string): Iterable<RegExpExecArray> {
  for (const each of text.split('\n', MOST_LINES)) {
    const setting = /^\s{0,40}(\w{1,60})(?:\s{1,40}|\s{0,10}=\s{0,10})"?([\w.-]{1,60})"?/.exec(each.slice(0, 400));
    if (setting?.[1]?.toLowerCase() === 'match') return;
    if (setting) yield setting;
  }
}

const MOST_LINES = 10_000;

/** The first line that the expression matches; comments match none. */
function line(text: string, expression: RegExp): string | undefined {
  return text
    .split('\n', MOST_LINES)
    .map((each) => each.slice(0, 1_000).trim())
    .find((each) => expression.test(each));
}

function* first(files: Iterable<KeptFile>, most: number): Iterable<KeptFile> {
  let count = 0;
  for (const file of files) {
    if (++count > most) return;
    yield file;
  }
}
