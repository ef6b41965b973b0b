import type { Clue } from '../clue.ts';
import type { ContentHit, ContentMatch, ContentPlace } from '../content/content-signal.ts';
import type { ContentDetector, NotedFile, Rule } from '../detector.ts';
import { isReadingMatter } from '../miner/reading-matter.ts';

const LARGEST = 4 * 1024 * 1024;

const webMiner: Rule = {
  id: 'malware/web-miner',
  title: 'Cryptocurrency miner in a web page',
  meaning: 'A page makes the browsers of its visitors mine for the owner of a key.',
  severity: 'high',
  falsePositives: 'Block lists name the scripts, and documentation shows calls without a real key.',
  references: ['https://attack.mitre.org/techniques/T1496/'],
};

const CALL = /^[a-z]{4,12}(?:\.[a-z]{4,12})?\([ \t\r\n]{0,20}["']([A-Za-z0-9]{16,64}|[0-9a-f]{64})["']/i;

/** Miners that run in the browsers of others. */
export const webMiners: ContentDetector = {
  name: 'web-miners',
  rules: [webMiner],
  signals: [
    {
      id: 'web-miner/call',
      keywords: [
        ...['coinhive.anonymous(', 'coinhive.user(', 'coinhive.token(', 'cryptoloot.anonymous(', 'crlt.anonymous('],
        ...[
          'client.anonymous(',
          'deepminer.anonymous(',
          'cryptonoter.anonymous(',
          'perfektstart(',
          'coinimp.anonymous(',
        ],
      ],
      kinds: ['text', 'script'],
      largest: LARGEST,
      confirm,
    },
  ],
  judge,
};

function confirm({ text, at }: ContentPlace): ContentMatch | undefined {
  const [call, key] = CALL.exec(text.slice(at, at + 160)) ?? [];
  if (call === undefined || key === undefined || /your|site|key|example/i.test(key)) return undefined;
  return { excerpt: call };
}

function* judge([hit]: readonly ContentHit[], file: NotedFile): Iterable<Clue> {
  // Pages are what this is about: only where they lie says that they are documentation.
  const path = file.path.replace(/\.x?html?$/i, '');
  if (!hit || isReadingMatter({ path, reach: file.reach })) return;
  yield {
    rule: webMiner.id,
    weight: 'strong',
    family: 'miner',
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: hit.excerpt },
    reach: file.reach,
    does: 'makes visitors’ browsers mine',
  };
}
