import { limits } from '../../base/limits.ts';
import type { Clue } from '../clue.ts';
import type { ContentPlace, ContentSignal } from '../content/content-signal.ts';
import type { ContentDetector, DetectorSubject, ImageDetector, NotedFile, Rule } from '../detector.ts';
import { findLocations, isInList } from './find-locations.ts';
import { type ListedIndicator, namesHost } from './indicator.ts';
import type { IndicatorSet } from './indicator-list.ts';
import { listedFiles } from './listed-files.ts';
import { namedInCommands, namedInConfig, namedInPlan, namedInPrograms } from './named-by-plan.ts';

/** Rules that the user's lists bring to life. */
export const knownBadRules: readonly Rule[] = [
  {
    id: 'malware/known-bad-file',
    title: 'File known to be bad',
    meaning:
      'A file of the image, or of a layer that a later one hides, has the hash of a file that a list given with `--iocs` names.',
    severity: 'critical',
    falsePositives:
      'Lists sometimes name ordinary programs that malware brings along. Empty files are never compared, and an unmodified file of the distribution that nothing starts is told as `dual-use`.',
    references: ['https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html', 'https://www.misp-standard.org'],
  },
  {
    id: 'malware/known-bad-host',
    title: 'Host known to be bad',
    meaning:
      'What the image starts, its configuration, a script or the bytes of a file name a host, address or URL of a list given with `--iocs`.',
    severity: 'medium',
    falsePositives:
      'Block lists, rule files and documentation name such hosts as well: files that name several of them, lists of hosts, and texts by their name about it are left out.',
    references: ['T1071'],
  },
];

const HOST_SIGNAL = 'malware/known-bad-host';
/** Who names more of them keeps a list. */
const MOST_IN_ONE_FILE = 3;

/** Holds an image against the user's lists. The same object gives the pass its signal and judges what that found. */
export function knownBadDetector(indicators: IndicatorSet): ContentDetector & ImageDetector {
  return {
    name: 'known-bad',
    rules: knownBadRules,
    signals: hostSignals(indicators.locations),
    *judge(hits, file) {
      if (hits.length > MOST_IN_ONE_FILE || file.claim === 'owned') return;
      for (const { excerpt, line } of hits) {
        for (const { indicator, named } of findLocations(excerpt, indicators.locations).slice(0, 1)) {
          yield hostClue(indicator, { named, file, excerpt, ...(line === undefined ? {} : { line }) });
        }
      }
    },
    *inspect(subject: DetectorSubject) {
      const clues = new Map<string, Clue>();
      const sources = [
        listedFiles(subject, indicators.hashes),
        namedInConfig(subject, indicators.locations),
        namedInCommands(subject, indicators.locations),
        namedInPrograms(subject, indicators.locations),
      ];
      for (const source of sources) for (const clue of source) add(clue);
      for (const clue of namedInPlan(subject, indicators.locations, [...clues.values()])) add(clue);
      yield* clues.values();

      function add(clue: Clue): void {
        const key = `${clue.rule}\n${clue.subject}\n${clue.does}`;
        if (!clues.has(key) && clues.size < MOST_CLUES) clues.set(key, clue);
      }
    },
  };
}

const MOST_CLUES = 5_000;

/** What the pass looks for in all files; nothing where the lists are too long for that. */
export function hostSignals(locations: IndicatorSet['locations']): ContentSignal[] {
  const keywords = [...locations.keys()].filter((host) => /^[\x21-\x7e]{4,253}$/.test(host)).sort();
  if (keywords.length === 0 || keywords.length > limits.indicatorKeywords) return [];
  return [
    {
      id: HOST_SIGNAL,
      keywords,
      in: ({ path }) => !isAboutThem(path),
      confirm: (place) => confirmHost(place, locations),
    },
  ];
}

/** Texts about bad hosts, and rules against them. */
function isAboutThem(path: string): boolean {
  return (
    /\.(?:md|rst|adoc|html?|pod|yara?|rules|sigma|map|po|pot|1|3|5|7|8)$/i.test(path) ||
    /(?:^|\/)(?:doc|docs|man|changelogs?|tests?|fixtures|testdata)\//i.test(path) ||
    /block-?list|black-?list|deny-?list|ad-?block|easylist|pi-?hole|maltrail|(?:^|\/)hosts(?:\.\w+)?$|\biocs?\b/i.test(
      path,
    )
  );
}

const BEFORE = 300;
const AFTER = 600;

function confirmHost(
  { text, at, keyword }: ContentPlace,
  locations: IndicatorSet['locations'],
): { excerpt: string; fingerprint: string } | undefined {
  const start = Math.max(0, at - BEFORE);
  const window = text.slice(start, at + keyword.length + AFTER);
  const own = findLocations(window, locations).find(
    (found) => found.at + start <= at && found.at + start + found.named.length >= at + keyword.length,
  );
  if (!own || isInList(text, at) || isIndicatorText(window)) return undefined;
  return { excerpt: lineAround(text, own.at + start), fingerprint: own.indicator.value };
}

/** Of a bundle, event or rule that is itself a list. */
function isIndicatorText(window: string): boolean {
  return /domain-name:value|ipv4-addr:value|"to_ids"|\bindicator--|dest_ip|ioc_value/.test(window);
}

const LONGEST_EXCERPT = 200;

function lineAround(text: string, at: number): string {
  const isPrintable = (index: number): boolean => text.charCodeAt(index) >= 0x20 && text.charCodeAt(index) < 0x7f;
  let start = at;
  while (start > 0 && at - start < LONGEST_EXCERPT / 4 && isPrintable(start - 1)) start--;
  let end = at;
  while (end < text.length && end - start < LONGEST_EXCERPT && isPrintable(end)) end++;
  return text.slice(start, end);
}

function hostClue(
  indicator: ListedIndicator,
  {
    named,
    file,
    excerpt,
    line,
  }: { readonly named: string; readonly file: NotedFile; readonly excerpt: string; readonly line?: number },
): Clue {
  const { path, layer, reach } = file;
  return {
    rule: HOST_SIGNAL,
    weight: 'strong',
    family: 'known-bad',
    subject: path,
    evidence: { path, layer, ...(line === undefined ? {} : { line }), excerpt },
    reach,
    does: namesHost(named, indicator),
  };
}
