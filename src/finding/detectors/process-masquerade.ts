import type { Clue } from '../clue.ts';
import type { ContentHit, ContentMatch, ContentPlace } from '../content/content-signal.ts';
import type { ContentDetector, NotedFile, Rule } from '../detector.ts';
import { isReadingMatter } from '../miner/reading-matter.ts';

const LARGEST = 32 * 1024 * 1024;

const masquerade: Rule = {
  id: 'malware/kernel-thread-title',
  title: 'Process title of a kernel thread',
  meaning:
    'A program has the exact name of a kernel thread to take as its own, so that it looks like part of the system.',
  severity: 'medium',
  falsePositives:
    'Monitoring tools match such names with patterns; a name in a program is only a hint, a script that takes one is more.',
  references: ['https://attack.mitre.org/techniques/T1036/004/'],
};

const NAMES = [
  ...[
    '[kworker/',
    '[kthreadd]',
    '[ksoftirqd/',
    '[migration/',
    '[rcu_sched]',
    '[kswapd0]',
    '[khugepaged]',
    '[watchdog/',
  ],
  ...['[kdevtmpfs]', '[mm_percpu_wq]', '[scsi_eh_', '[kblockd]', '[rcu_preempt]', '[kcompactd0]', '[cpuhp/'],
];
const NAME = /^\[[a-z0-9_]{3,20}(?:\/[\w:+-]{1,20})?\]/;
/** In front of a name that a script gives to what it runs. */
const GIVEN =
  /(?:\bexec[ \t]{1,4}(?:-[cl]{1,2}[ \t]{1,4})?-a[ \t]{0,4}|\bsetproctitle[ \t]{0,4}\([ \t]{0,4}|\$0[ \t]{0,4}=[ \t]{0,4}|\bprocess\.title[ \t]{0,4}=[ \t]{0,4}|\bprctl[ \t]{0,4}\([ \t]{0,4}\w{1,20}[ \t]{0,4},[ \t]{0,4}b?|\bcli_set_process_title[ \t]{0,4}\([ \t]{0,4})["']?$/;

/** Programs that would look like threads of the kernel in a list of processes. */
export const processMasquerade: ContentDetector = {
  name: 'process-masquerade',
  rules: [masquerade],
  signals: [
    { id: 'masquerade/program', keywords: NAMES, kinds: ['elf'], largest: LARGEST, confirm: confirmProgram },
    { id: 'masquerade/script', keywords: NAMES, kinds: ['script', 'text'], largest: LARGEST, confirm: confirmScript },
  ],
  judge,
};

/** A text of its own, not part of a longer one: patterns and messages have more around it. */
function confirmProgram({ text, at }: ContentPlace): ContentMatch | undefined {
  const [name] = NAME.exec(text.slice(at, at + 48)) ?? [];
  if (name === undefined) return undefined;
  return text[at - 1] === '\0' && text[at + name.length] === '\0' ? { excerpt: name } : undefined;
}

function confirmScript({ text, at }: ContentPlace): ContentMatch | undefined {
  const [name] = NAME.exec(text.slice(at, at + 48)) ?? [];
  const [given] = GIVEN.exec(text.slice(Math.max(0, at - 60), at)) ?? [];
  return name === undefined || given === undefined ? undefined : { excerpt: `${given}${name}` };
}

function* judge(hits: readonly ContentHit[], file: NotedFile): Iterable<Clue> {
  const [hit] = hits;
  if (!hit || (file.kind !== 'elf' && isReadingMatter(file))) return;
  yield {
    rule: masquerade.id,
    weight: hit.signal === 'masquerade/script' ? 'strong' : 'weak',
    family: 'masquerade',
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: hit.excerpt },
    reach: file.reach,
    does: 'poses as a thread of the kernel',
  };
}
