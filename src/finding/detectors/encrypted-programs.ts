import type { Clue } from '../clue.ts';
import type { ContentHit, ContentPlace } from '../content/content-signal.ts';
import type { ContentDetector, NotedFile, Rule } from '../detector.ts';

const LARGEST = 64 * 1024 * 1024;

const crypter: Rule = {
  id: 'malware/program-crypter',
  title: 'Encrypted program that runs from memory',
  meaning: 'A program carries another one encrypted and runs it from memory, so that it never lies readable on a disk.',
  severity: 'high',
  falsePositives: 'The tools that do this were made for red teams; nothing honest is shipped so.',
  references: ['https://attack.mitre.org/techniques/T1027/002/', 'https://attack.mitre.org/techniques/T1620/'],
};

const compiledScript: Rule = {
  id: 'malware/compiled-script',
  title: 'Shell script encrypted into a program',
  meaning: 'A shell script was turned into a program that decrypts it when it runs: what it does cannot be read.',
  severity: 'medium',
  falsePositives: 'Vendors protect installers this way: by itself it is only a hint.',
  references: ['https://attack.mitre.org/techniques/T1027/'],
};

/** Texts that the loaders of such programs have; two of one kind are needed. */
const CRYPTER = [
  'main.runfrommemory',
  'guitmz/ezuri',
  'main.aesdec',
  'main.decaes',
  'kiteshield',
  'main.runfrommemoryfd',
];
const SCRIPT = ['neither argv[0] nor $_ works', 'has expired!', 'please contact your provider'];
const NEEDED = 2;

/** Programs that hide a program or a script inside. */
export const encryptedPrograms: ContentDetector = {
  name: 'encrypted-programs',
  rules: [crypter, compiledScript],
  signals: [
    { id: 'encrypted/program', keywords: CRYPTER, kinds: ['elf'], largest: LARGEST, confirm: keywordItself },
    { id: 'encrypted/script', keywords: SCRIPT, kinds: ['elf'], largest: LARGEST, confirm: keywordItself },
  ],
  judge,
};

function keywordItself({ keyword }: ContentPlace): { excerpt: string } {
  return { excerpt: keyword };
}

function* judge(hits: readonly ContentHit[], file: NotedFile): Iterable<Clue> {
  const of = (signal: string) => hits.filter((hit) => hit.signal === signal).map(({ excerpt }) => excerpt);
  const about = (found: readonly string[]) => ({
    family: 'hiding' as const,
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: found.join(', ') },
    reach: file.reach,
  });
  const programs = of('encrypted/program');
  if (programs.length >= NEEDED) {
    const does = 'decrypts another program into memory and runs it';
    yield { rule: crypter.id, weight: 'strong', ...about(programs), does };
  }
  const scripts = of('encrypted/script');
  if (scripts.length >= NEEDED) {
    yield { rule: compiledScript.id, weight: 'weak', ...about(scripts), does: 'decrypts a shell script and runs it' };
  }
}
