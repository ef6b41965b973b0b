import type { ShellCommand } from '../../behavior/shell-command.ts';
import { type CalledProgram, hasOption, operands } from './called-program.ts';

/** Does the command install packages without looking at their signatures? Says how. */
export function skippedSignatures({ name, words }: CalledProgram): string | undefined {
  if (/^(?:apt|apt-get|aptitude)$/.test(name)) return skippedByApt(words);
  if (/^(?:yum|dnf|dnf5|microdnf|tdnf)$/.test(name)) {
    if (hasOption(words, { long: ['--nogpgcheck', '--no-gpgchecks'] })) return '--nogpgcheck';
    return words.find((word) => /(?:^|[=.])(?:gpgcheck|sslverify)=(?:0|false|no)$/i.test(word));
  }
  if (name === 'zypper') {
    return words.find((word) => /^(?:--no-gpg-checks|--gpgcheck-allow-unsigned|--allow-unsigned-rpm|-G)$/.test(word));
  }
  if (name === 'rpm') {
    const installs =
      hasOption(words, { long: ['--install', '--upgrade', '--freshen'] }) || /^-[a-zA-Z]*[iUF]/.test(words[0] ?? '');
    return installs ? words.find((word) => /^--no(?:digest|signature|verify|filedigest)$/.test(word)) : undefined;
  }
  if (name === 'apk') return words.includes('--allow-untrusted') ? '--allow-untrusted' : undefined;
  if (name === 'pacman') return words.find((word) => /^SigLevel=?.{0,3}Never/i.test(word));
  if (name === 'gem') return words.includes('NoSecurity') ? '-P NoSecurity' : undefined;
  return undefined;
}

const APT_OPTION =
  /^(?:-o)?"?(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories|Acquire::Check-Valid-Until)=(?:"?(?:true|1|yes|false|0|no)"?)$/i;

function skippedByApt(words: readonly string[]): string | undefined {
  return words.find((word) => {
    if (/^--(?:allow-unauthenticated|force-yes|allow-insecure-repositories)$/.test(word)) return true;
    // Lists that are too old are a lesser matter: archived releases have no others.
    return APT_OPTION.test(word) && !/Check-Valid-Until/i.test(word) && /(?:true|1|yes)"?$/i.test(word);
  });
}

/** Lines of apt's and yum's configuration that say not to look at signatures. */
export function unsignedSource(text: string): string | undefined {
  for (const line of text.slice(0, LONGEST_TEXT).split('\n', MOST_LINES)) {
    const trimmed = line.slice(0, 1_000).trim();
    if (/^(?:#|;|\/\/)/.test(trimmed)) continue;
    if (
      /^(?:deb|deb-src)\s+\[[^\]]{0,400}\b(?:trusted|allow-insecure)=yes\b[^\]]{0,400}\]\s*(?!file:|copy:|cdrom:)\S/.test(
        trimmed,
      )
    )
      return trimmed;
    if (/^(?:Trusted|Allow-Insecure):\s*yes$/i.test(trimmed)) return trimmed;
    if (
      /^(?:APT::Get::AllowUnauthenticated|Acquire::AllowInsecureRepositories)\s+"?(?:true|1|yes)"?\s*;/i.test(trimmed)
    )
      return trimmed;
  }
  return undefined;
}

/** Enabled sections of a `.repo` file whose packages nobody checks. */
export function unsignedRepository(text: string): string | undefined {
  let section = '';
  const values = new Map<string, string>();
  for (const line of [...text.slice(0, LONGEST_TEXT).split('\n', MOST_LINES), '[end]']) {
    const trimmed = line.slice(0, 1_000).trim();
    const [, name] = /^\[([^\]]{1,200})\]$/.exec(trimmed) ?? [];
    if (name !== undefined) {
      if (values.get('gpgcheck') === '0' && values.get('enabled') !== '0') return `[${section}] gpgcheck=0`;
      section = name;
      values.clear();
    }
    const [, key, value] = /^(gpgcheck|enabled)\s*=\s*(\S{1,20})$/.exec(trimmed) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, /^(?:0|false|no)$/i.test(value) ? '0' : '1');
  }
  return undefined;
}

const LONGEST_TEXT = 256 * 1024;
const MOST_LINES = 10_000;

/** Does the command fetch without looking at certificates, or tell others to? Says how. */
export function skippedCertificates({ name, words }: CalledProgram): string | undefined {
  if (words.some((word) => LOOPBACK.test(word))) return undefined;
  if (name === 'curl')
    return hasOption(words, { long: ['--insecure', '--proxy-insecure'], short: 'k' }) ? 'curl --insecure' : undefined;
  if (name === 'wget') return words.includes('--no-check-certificate') ? 'wget --no-check-certificate' : undefined;
  if (name === 'git') {
    const off = words.findIndex((word) => /^http\..{0,200}?sslverify(?:=(?:false|0|off|no))?$/i.test(word));
    const value = words[off]?.split('=', 2)[1] ?? words[off + 1] ?? '';
    return off >= 0 && /^(?:false|0|off|no)$/i.test(value) ? 'git http.sslVerify=false' : undefined;
  }
  if (/^(?:npm|yarn|yarnpkg|pnpm|bower)$/.test(name)) {
    const said = words.some((word, at) => {
      const [key, value = words[at + 1] ?? ''] = word.replace(/^--/, '').split('=', 2);
      return (key === 'strict-ssl' || key === 'enableStrictSsl') && value === 'false';
    });
    return said || words.includes('--no-strict-ssl') ? `${name} strict-ssl=false` : undefined;
  }
  if (/^(?:pip|pip3|pip3\.\d+|pipx|uv)$/.test(name) || isPipModule(name, words)) {
    return hasOption(words, { long: ['--trusted-host', '--allow-insecure-host'] }) ||
      /\bglobal\.trusted-host\b/.test(words.join(' '))
      ? 'pip --trusted-host'
      : undefined;
  }
  if (/^(?:aria2c|axel)$/.test(name)) return words.find((word) => /^--check-certificate=false$/.test(word));
  if (name === 'composer')
    return /\bdisable-tls\s+true\b/.test(operands(words).join(' ')) ? 'composer disable-tls' : undefined;
  return undefined;
}

const LOOPBACK = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?:[:/]|$)/;

function isPipModule(name: string, words: readonly string[]): boolean {
  return /^python[\d.]*$/.test(name) && words[0] === '-m' && words[1] === 'pip';
}

/** But the container's own. */
const ANY_HOST = /^(?!(?:localhost|127\.0\.0\.1|::1)(?::\d+)?$)./;
const OFF_SWITCHES: ReadonlyMap<string, RegExp> = new Map([
  ['NODE_TLS_REJECT_UNAUTHORIZED', /^0$/],
  ['GIT_SSL_NO_VERIFY', /^(?:1|true|yes|on)$/i],
  ['PYTHONHTTPSVERIFY', /^0$/],
  ['NPM_CONFIG_STRICT_SSL', /^false$/i],
  ['YARN_STRICT_SSL', /^false$/i],
  ['YARN_ENABLE_STRICT_SSL', /^(?:false|0)$/i],
  ['PIP_TRUSTED_HOST', ANY_HOST],
  ['UV_INSECURE_HOST', ANY_HOST],
  ['CONDA_SSL_VERIFY', /^(?:false|0|no)$/i],
  ['GOINSECURE', ANY_HOST],
  ['HOMEBREW_CURL_INSECURE', /^1$/],
  ['AWS_NO_VERIFY_SSL', /^(?:true|1)$/i],
]);

/** Does the variable switch the check of certificates off? */
export function isOffSwitch(name: string, value: string): boolean {
  return OFF_SWITCHES.get(name.toUpperCase())?.test(value.trim()) ?? false;
}

/** Assignments in front of a command, `export` and bare ones. */
export function assignmentsOf(command: Pick<ShellCommand, 'assignments' | 'words'>): { name: string; value: string }[] {
  const [program, ...rest] = command.words.map(({ text }) => text);
  const exported = /^(?:export|declare|typeset|env)$/.test(program ?? '') ? rest : [];
  const pairs = exported.flatMap((word) => {
    const [, name, value = ''] = /^([A-Za-z_]\w{0,100})=(.{0,1000})$/s.exec(word) ?? [];
    return name === undefined ? [] : [{ name, value }];
  });
  return [...command.assignments.map(({ name, value }) => ({ name, value: value.text })), ...pairs];
}
