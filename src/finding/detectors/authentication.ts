import { baseName } from '../../behavior/paths.ts';
import { glob } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector, Rule } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { clueOf } from '../persistence/clue-of.ts';
import { findingOf } from '../persistence/finding-of.ts';
import { unknownServices } from '../persistence/name-services.ts';
import { oddPlace, oddPlaceWords } from '../persistence/odd-place.ts';
import { openLine, type PamLine, readPam } from '../persistence/pam-stack.ts';
import { opensPolkit } from '../persistence/polkit.ts';
import { createJobReader, type JobReader } from '../persistence/read-job.ts';
import { openGrants, sudoPaths } from '../persistence/sudoers.ts';
import { type ConfigurationText, changedTexts, textTap } from '../persistence/text-tap.ts';

const PAM: Rule = {
  id: 'malware/pam-backdoor',
  title: 'PAM backdoor',
  meaning:
    'The rules for logging in let a wrong password pass, hand passwords to a program of no package, or load a module from where no modules belong.',
  severity: 'high',
  falsePositives:
    'pam_permit behind modules that refuse, as Debian has it, and pam_rootok are ordinary; the whole stack is followed with every check failing. Scripts of services other than logins are weak evidence.',
  references: ['T1556.003', 'https://attack.mitre.org/techniques/T1556/003/'],
};
const SUDO: Rule = {
  id: 'malware/sudo-backdoor',
  title: 'System account that may become root',
  meaning: 'sudo lets an account that exists only to own files run anything as root without a password.',
  severity: 'high',
  falsePositives: 'Users, groups and accounts of services with such a right are told as misconfiguration only.',
  references: ['T1548.003'],
};
const SUDO_OPEN: Rule = {
  id: 'misconfiguration/sudo-without-password',
  title: 'sudo without a password',
  meaning:
    'Somebody may run anything as root without being asked: who takes over the account is root in the container.',
  severity: 'low',
  falsePositives: 'Build and development images want it so. Rights to run some commands only are not told.',
  references: ['T1548.003'],
};
const NAMES: Rule = {
  id: 'malware/name-service-backdoor',
  title: 'Name service of no package',
  meaning:
    'nsswitch.conf has the C library load a module that no package owns, into every program that looks up a user: it can invent users with uid 0, and see passwords.',
  severity: 'high',
  falsePositives:
    'Modules that packages own, and those of known directories (LDAP, SSSD, winbind, cloud logins), are not told.',
  references: ['T1556'],
};
const POLKIT: Rule = {
  id: 'malware/polkit-backdoor',
  title: 'polkit rule that lets everybody do everything',
  meaning: 'A rule says yes to every action of every user.',
  severity: 'high',
  falsePositives: 'Rules that ask for an action, a user or a group are not told.',
  references: ['T1548'],
};

const tables = textTap({
  name: 'authentication',
  version: 1,
  reads: [
    glob('etc/pam.d/*'),
    glob('usr/{lib,share}/pam.d/*'),
    glob('etc/pam.conf'),
    glob('etc/sudoers'),
    glob('etc/sudoers.d/*'),
    glob('usr/local/etc/{sudoers,sudoers.d/*}'),
    glob('etc/nsswitch.conf'),
    glob('{etc,usr/share,usr/local/share}/polkit-1/rules.d/*'),
    glob('{etc,var/lib}/polkit-1/localauthority/**/*.pkla'),
  ],
});

/** Rules that decide who somebody is and what they may do. */
export const authentication: ImageDetector = {
  name: 'authentication',
  taps: [tables],
  rules: [PAM, SUDO, SUDO_OPEN, NAMES, POLKIT],
  *inspect(subject) {
    const reader = createJobReader(subject);
    for (const found of changedTexts(subject, tables)) {
      const { path } = found.file;
      if (/(?:^|\/)pam\.(?:d\/|conf$)/.test(path)) yield* pamClues(found, { subject, reader });
      else if (path.includes('sudoers')) yield* sudoSigns(found);
      else if (path.includes('polkit-1/')) yield* polkitClues(found);
      else yield* nameServiceClues(subject, found);
    }
  },
};

/** Services by which somebody becomes somebody. */
const LOGINS =
  /^(?:sshd|ssh|su|su-l|sudo|sudo-i|doas|login|remote|common-auth|system-auth|system-auth-ac|password-auth|password-auth-ac|system-login|system-remote-login|base-auth|dropbear|other|pam\.conf)$/;
/** Programs that run as root and ask others. */
const SERVERS =
  /^(?:sshd|ssh|login|remote|dropbear|common-auth|system-auth|password-auth|system-login|system-remote-login|base-auth)$/;
const MODULE_FOLDERS = /^\/(?:(?:usr\/)?(?:local\/)?lib\w{0,8}\/|nix\/store\/|opt\/|\$isa\/|run\/current-system\/)/i;

function* pamClues(
  { file, text }: ConfigurationText,
  { subject, reader }: { readonly subject: DetectorSubject; readonly reader: JobReader },
): Iterable<Clue> {
  const service = baseName(file.path);
  const isLogin = LOGINS.test(service);
  const isOfAll = service === 'pam.conf';
  const lines = readPam(
    isOfAll
      ? text.replaceAll(/^[ \t]{0,20}\w[\w-]{0,60}[ \t]{1,40}(?=-?(?:auth|account|password|session)\s)/gm, '')
      : text,
  );
  const words = { rule: PAM.id, family: 'credential' } as const;
  const open = isLogin && !isOfAll ? openLine(lines, { runsAsRoot: SERVERS.test(service) }) : undefined;
  if (open)
    yield clueOf(file, {
      ...words,
      weight: 'strong',
      excerpt: shown(open),
      does: `lets ${service} take any password`,
    });
  for (const line of lines) {
    const place = line.module.startsWith('/') ? oddPlace(line.module) : undefined;
    if (place || (line.module.startsWith('/') && !MODULE_FOLDERS.test(line.module)))
      yield clueOf(file, {
        ...words,
        weight: 'strong',
        excerpt: shown(line),
        does: `has ${service} load ${line.module}${place ? `, which lies in ${oddPlaceWords(place)}` : ', where no PAM modules belong'}`,
      });
    const command = programOfPamExec(line);
    if (command === undefined) continue;
    const signs = reader.read({ text: command, line: line.line }, file.path);
    for (const { does } of signs)
      yield clueOf(file, {
        ...words,
        weight: 'strong',
        excerpt: shown(line),
        does: `has ${service} run a program that ${does}`,
      });
    if (signs.length === 0 && takesPassword(line) && !isOwned(subject, command))
      yield clueOf(file, {
        ...words,
        weight: isLogin ? 'strong' : 'weak',
        excerpt: shown(line),
        does: `hands every password that ${service} is given to ${command.split(/\s/, 1)[0]}, which no package owns`,
      });
  }
}

function programOfPamExec({ module, options }: PamLine): string | undefined {
  if (baseName(module) !== 'pam_exec.so') return undefined;
  const at = options.findIndex((option) => option.startsWith('/'));
  return at < 0 ? undefined : options.slice(at).join(' ');
}

function takesPassword({ type, options }: PamLine): boolean {
  return (type === 'auth' || type === 'password') && options.includes('expose_authtok');
}

function isOwned({ tree, file }: DetectorSubject, command: string): boolean {
  const target = tree.resolve((command.split(/\s/, 1)[0] ?? '').slice(1));
  return target !== undefined && file(target.path)?.claim !== undefined;
}

function shown({ type, control, module, options }: PamLine): string {
  return [type, control, module, ...options].join(' ');
}

const NEVER = new Set(
  'daemon bin sys games man lp mail news uucp proxy backup list irc gnats nobody _apt sync'.split(' '),
);

function* sudoSigns({ file, text }: ConfigurationText): Iterable<Clue | Finding> {
  const grants = openGrants(text);
  for (const { who, excerpt } of grants.filter((grant) => NEVER.has(grant.who)))
    yield clueOf(file, {
      rule: SUDO.id,
      weight: 'strong',
      family: 'credential',
      excerpt,
      does: `lets the system account ${who} become root without a password`,
    });
  for (const path of sudoPaths(text)) {
    const place = oddPlace(`${path}/x`);
    if (place)
      yield clueOf(file, {
        rule: SUDO.id,
        weight: 'strong',
        family: 'credential',
        excerpt: path,
        does: `has sudo take programs or rules from ${path}, which lies in ${oddPlaceWords(place)}`,
      });
  }
  const [first] = grants.filter(({ who }) => who !== 'root' && who !== '%root' && !NEVER.has(who));
  if (!first) return;
  const whos = [...new Set(grants.map(({ who }) => (who === 'ALL' ? 'everybody' : who)))];
  yield findingOf(SUDO_OPEN, file, {
    title: `/${file.path} lets ${whos.slice(0, 5).join(', ')} run anything as root without a password`,
    fix: 'Remove the line from images that run in production, or name the commands that are needed.',
    excerpts: grants.map(({ excerpt }) => excerpt),
  });
}

function* polkitClues({ file, text }: ConfigurationText): Iterable<Clue> {
  const excerpt = opensPolkit(text, file.path);
  if (excerpt === undefined) return;
  yield clueOf(file, {
    rule: POLKIT.id,
    weight: 'strong',
    family: 'credential',
    excerpt,
    does: 'has polkit let every user do everything',
  });
}

function* nameServiceClues({ tree, file: noted }: DetectorSubject, { file, text }: ConfigurationText): Iterable<Clue> {
  for (const { service, database, libraries } of unknownServices(text)) {
    const found = libraries.map((path) => tree.resolve(path)).find((each) => each?.type === 'file');
    if (found && noted(found.path)?.claim !== undefined) continue;
    yield clueOf(file, {
      rule: NAMES.id,
      weight: found ? 'strong' : 'weak',
      family: 'credential',
      excerpt: `${database}: … ${service}`,
      does: found
        ? `has every program that looks up a user load /${found.path}, which no package owns`
        : `names the unknown name service ${service}`,
    });
  }
}
