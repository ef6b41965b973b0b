import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import { type CalledProgram, calledProgram, hasOption, operands } from './called-program.ts';
import {
  openPermissions,
  passwordInBuild,
  recommendedPackages,
  sudoUsed,
  systemUpgrade,
  unverifiedDownload,
  unverifiedPackages,
} from './history-rules.ts';
import type { Misconfiguration } from './misconfiguration.ts';
import { assignmentsOf, isOffSwitch, skippedCertificates, skippedSignatures, unsignedSource } from './unverified.ts';

/** What a rule has against one command of a build. */
export interface CommandComplaint {
  readonly rule: Misconfiguration;
  readonly title: string;
  /** Of the command, without what must not be shown. */
  readonly shown: string;
}

/** Judges one command of a build step. */
export function checkCommand(command: PlannedCommand): CommandComplaint[] {
  const program = calledProgram(command);
  const line = command.words
    .map(({ text }) => text)
    .join(' ')
    .slice(0, LONGEST_LINE)
    .replaceAll('\ufffc', '…');
  const shown = withoutUser(line);
  const complaints: CommandComplaint[] = [];
  const signatures = skippedSignatures(program);
  if (signatures !== undefined)
    complaints.push({
      rule: unverifiedPackages,
      title: `Packages are installed without looking at their signatures (${program.name})`,
      shown,
    });
  const source = writtenText(command);
  if (source !== undefined && unsignedSource(source) !== undefined)
    complaints.push({
      rule: unverifiedPackages,
      title: 'A build step writes a package source that needs no signature',
      shown: source,
    });
  const certificates = skippedCertificates(program);
  const off = assignmentsOf(command).find(({ name, value }) => isOffSwitch(name, value));
  if (certificates !== undefined || off)
    complaints.push({
      rule: unverifiedDownload,
      title: `A build step does not check certificates (${off ? `${off.name}` : certificates})`,
      shown: off && !shown.includes(`${off.name}=`) ? `${off.name}=${off.value} ${shown}` : shown,
    });
  if (program.wrappers.includes('sudo')) complaints.push({ rule: sudoUsed, title: 'Build steps use sudo', shown });
  if (isUpgrade(program))
    complaints.push({ rule: systemUpgrade, title: 'A build step upgrades all packages of the base image', shown });
  if (installsRecommended(program))
    complaints.push({ rule: recommendedPackages, title: 'apt-get installs recommended packages too', shown });
  const opened = openMode(program);
  if (opened !== undefined)
    complaints.push({ rule: openPermissions, title: `A build step lets every user write (chmod ${opened})`, shown });
  const password = passwordSet(command, program);
  if (password !== undefined) complaints.push({ rule: passwordInBuild, title: password, shown: `${program.name} …` });
  return complaints;
}

const LONGEST_LINE = 2_000;

function withoutUser(text: string): string {
  return text.replace(/:\/\/[^\s/@]{1,500}@/g, '://…@');
}

/** What `echo` and here-documents write into a file. */
function writtenText({ words, redirections, input }: PlannedCommand): string | undefined {
  const [name, ...rest] = words.map(({ text }) => text);
  const writes = redirections.some(({ kind }) => kind === 'write' || kind === 'append');
  if (/^(?:echo|printf)$/.test(name ?? '')) return rest.join(' ').slice(0, LONGEST_LINE);
  if ((name === 'cat' && writes) || name === 'tee') return input?.text.slice(0, LONGEST_LINE);
  return undefined;
}

function isUpgrade({ name, words }: CalledProgram): boolean {
  const [verb, ...rest] = operands(words);
  if (/^(?:apt|apt-get|aptitude)$/.test(name))
    return /^(?:upgrade|dist-upgrade|full-upgrade|safe-upgrade)$/.test(verb ?? '');
  if (name === 'apk') return verb === 'upgrade' && rest.length === 0;
  if (/^(?:yum|dnf|dnf5|microdnf|tdnf)$/.test(name))
    return /^(?:update|upgrade|distro-sync|update-minimal)$/.test(verb ?? '') && rest.length === 0;
  if (name === 'zypper') return /^(?:update|up|dup|dist-upgrade|patch)$/.test(verb ?? '') && rest.length === 0;
  return false;
}

function installsRecommended({ name, words }: CalledProgram): boolean {
  if (!/^(?:apt|apt-get)$/.test(name) || operands(words)[0] !== 'install') return false;
  const packages = operands(words)
    .slice(1)
    .filter((word) => !/[./]deb$/.test(word));
  return packages.length > 0 && !words.some((word) => /no-install-recommends|Install-Recommends"?=/i.test(word));
}

const OPEN_MODE =
  /^(?:0?777|0?776|0?766|0?666|[ago]{0,3}[+=]rwxX?|(?:[ugo]{0,3}o[ugo]{0,3}|a)[+=][rxX]{0,3}w[rxX]{0,3})$/;

/** The mode that a chmod lets everybody write with; /tmp with its sticky bit has four digits. */
function openMode({ name, words }: CalledProgram): string | undefined {
  if (name !== 'chmod') return undefined;
  const [mode, ...paths] = operands(words);
  if (mode === undefined || !OPEN_MODE.test(mode)) return undefined;
  // A folder that only the build knows is one of mktemp's.
  return paths.every((path) => /^(?:\/(?:tmp|var\/tmp|dev)(?:\/|$)|\ufffc)/.test(path)) ? undefined : mode;
}

/** `echo root:secret | chpasswd`, `passwd -d root`, `useradd -p …`. */
function passwordSet({ input }: PlannedCommand, { name, words }: CalledProgram): string | undefined {
  if (name === 'chpasswd') {
    const [, user] = /^([\w.-]{1,64}):[^\ufffc]{1,200}/.exec(input?.known ? input.text : '') ?? [];
    return user === undefined ? undefined : `A build step gives ${user} a password that the history shows`;
  }
  if (name === 'passwd') {
    const isDeleted = hasOption(words, { long: ['--delete'], short: 'd' });
    if (isDeleted) return `A build step takes the password of ${operands(words)[0] ?? 'root'} away`;
    const isTyped = input?.known === true && input.text.trim() !== '';
    return isTyped ? `A build step gives ${operands(words)[0] ?? 'root'} a password that the history shows` : undefined;
  }
  if (!/^(?:useradd|usermod)$/.test(name)) return undefined;
  const at = words.findIndex((word) => word === '-p' || word === '--password');
  const value =
    at < 0 ? words.find((word) => word.startsWith('--password='))?.slice('--password='.length) : words[at + 1];
  if (value === undefined || value.includes('\ufffc') || /^[!*]/.test(value)) return undefined;
  return value === ''
    ? 'A build step makes an account without a password'
    : 'A build step sets a password that the history shows';
}
