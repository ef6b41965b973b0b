import { hostLabel } from '../commands/addresses.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { fetchOf } from '../commands/fetches.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, type SeenCommand } from '../commands/seen-command.ts';
import { startFile } from '../commands/start-files.ts';
import type { Told } from '../commands/tell.ts';

/** Keys that commands add to those that let somebody in. */
export const recogniseKeys: Recognise = function* (script) {
  for (const { seen, path, text = '', source } of writesIn(script)) {
    const start = startFile(path, seen);
    if (start?.kind !== 'authorized keys') continue;
    const told = judge(seen, { path: `/${path}`, text, owner: start.owner, isCopied: source !== undefined });
    if (told) yield [seen, told];
  }
};

const KEY =
  /(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-nistp\d{3}|sk-[\w@.-]{5,40})\s+AAAA[A-Za-z0-9+/]{12,4000}={0,3}(?:[ \t]+([^\s"'\\\ufffc]{1,80}))?/;
/** The key that Vagrant publishes for test machines. */
const PUBLIC_KEY = 'AAAAB3NzaC1yc2EAAAABIwAAAQEA6NF8iallvQVp22WDkTkyrtvp9eWW6A8YVr';

function judge(
  seen: SeenCommand,
  { path, text, owner, isCopied }: { path: string; text: string; owner: 'host' | 'own'; isCopied: boolean },
): Told | undefined {
  const key = KEY.exec(text.slice(0, 65_536));
  const source = [seen, ...seen.producers].map(fetchOf).find((fetch) => fetch !== undefined)?.address;
  const whose = key ? `the key${key[1] ? ` “${key[1]}”` : ''}` : source ? `keys from ${hostLabel(source)}` : 'a key';
  if (owner === 'host') {
    const does = `adds ${whose} to ${path}, so that its owner can log in to the host`;
    return {
      rule: 'malware/ssh-key-on-host',
      weight: key || source || isCopied ? 'certain' : 'strong',
      family: 'persistence',
      does,
    };
  }
  const does = `adds ${whose} to ${path}`;
  const rule = 'malware/ssh-key-by-command';
  if (key && !text.includes(PUBLIC_KEY))
    return { rule, weight: isBuild(seen) ? 'weak' : 'strong', family: 'persistence', does };
  const isStrange = source?.kind === 'bare' || (source?.kind === 'name' && source.scheme !== 'https');
  return isStrange && !key && !isBuild(seen) ? { rule, weight: 'strong', family: 'persistence', does } : undefined;
}

export const sshKeyByCommand = commandDetector({
  name: 'ssh-key-by-command',
  rules: [
    {
      id: 'malware/ssh-key-by-command',
      title: 'SSH key added to authorized_keys',
      meaning:
        "A command adds a key that stands in the image to those that may log in: the key's owner can enter every container.",
      severity: 'high',
      falsePositives:
        'SSH servers, Git servers and CI agents add keys that whoever runs them gives by a variable: a key that is not in the image is not told, nor the public key of Vagrant.',
      references: ['T1098.004', 'https://attack.mitre.org/techniques/T1098/004/'],
    },
    {
      id: 'malware/ssh-key-on-host',
      title: "SSH key added to the host's authorized_keys",
      meaning:
        "A command adds a key below a folder where the host's files are expected, such as /mnt/root. Its owner can then log in to the host.",
      severity: 'critical',
      falsePositives:
        'Tools that manage nodes take the key from their user: where no key stands in the image this is strong, no proof.',
      references: ['T1098.004', 'T1611', 'https://attack.mitre.org/techniques/T1098/004/'],
    },
  ],
  recognise: recogniseKeys,
});
