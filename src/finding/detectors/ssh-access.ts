import { glob } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector, NotedFile, Rule } from '../detector.ts';
import type { Finding } from '../finding.ts';
import {
  type AuthorizedKey,
  boundCommand,
  isBound,
  publishedKeys,
  readAuthorizedKeys,
} from '../persistence/authorized-keys.ts';
import { clueOf, starts } from '../persistence/clue-of.ts';
import { findingOf } from '../persistence/finding-of.ts';
import { oddPlace, oddPlaceWords } from '../persistence/odd-place.ts';
import { createJobReader, type JobReader } from '../persistence/read-job.ts';
import { commandOf, readSshdConfig } from '../persistence/sshd-config.ts';
import { type ConfigurationText, changedTexts, textTap } from '../persistence/text-tap.ts';

const AUTHORIZED: Rule = {
  id: 'malware/ssh-authorized-key',
  title: 'SSH key added to authorized_keys',
  meaning:
    'Whoever has the private half of the key can log in to every container of the image that runs an SSH server, and to the host where the folder is copied or mounted there.',
  severity: 'high',
  falsePositives:
    'Keys that may only run one command (git and backup servers), tests and examples are not told; keys of users in images without an SSH server are weak evidence; a key by itself is never called malicious.',
  references: ['T1098.004', 'https://attack.mitre.org/techniques/T1098/004/'],
};
const SERVER: Rule = {
  id: 'malware/sshd-backdoor',
  title: 'SSH server set up to let somebody in',
  meaning:
    'The SSH server takes keys from a hidden place or one that everybody may write to, asks a program there who may log in, or runs one at each login.',
  severity: 'high',
  falsePositives:
    'Keys kept below /etc/ssh, and the commands of SSSD, cloud providers and git servers, are not told; several ports are weak evidence.',
  references: ['T1098.004', 'T1556'],
};
const PUBLISHED: Rule = {
  id: 'misconfiguration/published-ssh-key',
  title: 'SSH key that everybody has',
  meaning: 'The private half of the authorized key is published: anybody can log in where an SSH server runs.',
  severity: 'high',
  falsePositives: 'Keys are compared by fingerprint.',
  references: ['https://github.com/hashicorp/vagrant/tree/main/keys', 'https://github.com/rapid7/ssh-badkeys'],
};
const files = textTap({
  name: 'ssh-access',
  version: 1,
  reads: [
    glob('**/authorized_keys{,2}'),
    glob('**/.ssh/authorized_keys*'),
    glob('etc/ssh/authorized_keys*/**'),
    glob('etc/{dropbear,ssh}/*keys*'),
    glob('**/sshd_config'),
    glob('**/sshd_config.d/*.conf'),
  ],
});

/** Who is let in over SSH. */
export const sshAccess: ImageDetector = {
  name: 'ssh-access',
  taps: [files],
  rules: [AUTHORIZED, PUBLISHED, SERVER],
  *inspect(subject) {
    const reader = createJobReader(subject);
    for (const found of changedTexts(subject, files)) {
      if (ASIDE.test(`/${found.file.path}`)) continue;
      if (/(?:^|\/)sshd_config(?:$|\.d\/)/.test(found.file.path)) yield* serverSigns(subject, found, reader);
      else yield* keySigns(subject, found, reader);
    }
  },
};

const ASIDE =
  /\/(?:usr\/share|docs?|examples?|samples?|tests?|spec|testdata|testing|fixtures?|molecule|node_modules|site-packages|dist-packages|vendor|src|pkg\/mod)\//;
const SERVERS = /^(?:sshd|dropbear|dropbearmulti|tinysshd|gosshd)$/;
const SERVER_PROGRAMS = [
  'usr/sbin/sshd',
  'usr/bin/sshd',
  'usr/sbin/dropbear',
  'usr/bin/dropbear',
  'usr/local/sbin/sshd',
];

function* keySigns(
  subject: DetectorSubject,
  { file, text }: ConfigurationText,
  reader: JobReader,
): Iterable<Clue | Finding> {
  const keys = readAuthorizedKeys(text);
  const reach = reachOfServer(subject, file);
  const published = keys.filter(({ fingerprint }) => publishedKeys.has(fingerprint));
  for (const key of published)
    yield findingOf(PUBLISHED, file, {
      title: `/${file.path} lets in ${publishedKeys.get(key.fingerprint) ?? 'a published key'}`,
      fix: 'Remove the key.',
      excerpts: [shown(key)],
      about: key.fingerprint,
    });
  for (const key of keys) {
    const command = boundCommand(key);
    const signs = command === undefined ? [] : reader.read({ text: command, line: key.line }, file.path);
    for (const { does } of signs)
      yield clueOf(file, {
        rule: AUTHORIZED.id,
        weight: 'strong',
        family: 'persistence',
        excerpt: shown(key),
        reach,
        does: `has the SSH server run a command that ${does}`,
      });
  }
  const others = keys.filter((key) => !publishedKeys.has(key.fingerprint) && !isBound(key));
  const [first] = others;
  if (!first) return;
  const who = accountOf(file.path);
  yield clueOf(file, {
    rule: AUTHORIZED.id,
    weight: weightOf(subject, file),
    family: 'persistence',
    excerpt: shown(first),
    reach,
    does: `lets whoever holds ${others.length === 1 ? `the key ${named(first)}` : `one of ${others.length} keys`} log in${who === undefined ? '' : ` as ${who}`}`,
  });
}

function weightOf(subject: DetectorSubject, file: NotedFile): Clue['weight'] {
  const isUser = /^home\/[^/]+\/\.ssh\//.test(file.path);
  return isUser && !hasServer(subject) ? 'weak' : 'strong';
}

function hasServer({ tree, startup }: DetectorSubject): boolean {
  return SERVER_PROGRAMS.some((path) => tree.resolve(path)) || starts(startup, SERVERS);
}

/** Read by the server as data: what else the container starts is no part of it. */
function reachOfServer({ startup }: DetectorSubject, file: NotedFile): Clue['reach'] {
  if (file.hidden) return 'hidden';
  return starts(startup, SERVERS) ? 'loaded' : 'present';
}

function accountOf(path: string): string | undefined {
  if (path.startsWith('root/')) return 'root';
  if (path.startsWith('etc/skel/')) return 'every new user';
  return /^(?:home|var\/lib|var|opt|srv|usr\/home)\/([^/]+)\/\.ssh\//.exec(path)?.[1];
}

function named({ fingerprint, comment }: AuthorizedKey): string {
  return comment === '' ? fingerprint : `${fingerprint} (${comment.slice(0, 60)})`;
}

function shown({ options, type, fingerprint, comment }: AuthorizedKey): string {
  return [options.slice(0, 80), type, fingerprint, comment].filter(Boolean).join(' ').slice(0, 200);
}

function* serverSigns(subject: DetectorSubject, { file, text }: ConfigurationText, reader: JobReader): Iterable<Clue> {
  const settings = readSshdConfig(text);
  const words = { rule: SERVER.id, family: 'persistence', reach: reachOfServer(subject, file) } as const;
  for (const setting of settings) {
    const excerpt = `${setting.key} ${setting.value}`;
    const command = commandOf(setting);
    if (command?.startsWith('/'))
      for (const { weight, does } of reader.read({ text: command, line: setting.line }, file.path))
        yield clueOf(file, { ...words, weight, excerpt, does: `has the SSH server run a command that ${does}` });
    if (!/^(?:authorizedkeysfile|trustedusercakeys|authorizedprincipalsfile)$/.test(setting.key)) continue;
    for (const path of setting.value.split(/\s+/).slice(0, 16)) {
      const place = path.startsWith('/') ? oddPlace(path) : undefined;
      if (place)
        yield clueOf(file, {
          ...words,
          weight: 'strong',
          excerpt,
          does: `lets in the keys of ${path}, which lies in ${oddPlaceWords(place)}`,
        });
    }
  }
  const ports = [...new Set(settings.flatMap(({ key, value }) => (key === 'port' ? [value] : [])))];
  if (ports.length > 1)
    yield clueOf(file, {
      ...words,
      weight: 'weak',
      excerpt: `Port ${ports.join(', ')}`,
      does: `has the SSH server listen on ${ports.length} ports`,
    });
}
