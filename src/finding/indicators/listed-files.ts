import { HASH_ORDER, rowHash } from '../../filesystem/layer-index.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, NotedFile } from '../detector.ts';
import type { ListedIndicator } from './indicator.ts';
import type { IndicatorSet } from './indicator-list.ts';

const MOST = 1_000;

/** Files of all layers whose hash a list names. */
export function* listedFiles(subject: DetectorSubject, hashes: IndicatorSet['hashes']): Iterable<Clue> {
  if (hashes.size === 0) return;
  let count = 0;
  for (const { file, indicator } of matches(subject, hashes)) {
    if (++count > MOST) return;
    yield fileClue(file, indicator);
  }
}

function* matches(
  { tree, file, hiddenFiles }: DetectorSubject,
  hashes: IndicatorSet['hashes'],
): Iterable<{ file: NotedFile; indicator: ListedIndicator }> {
  const kinds = HASH_ORDER.filter(({ name }) => [...hashes.values()].some(({ kind }) => kind === name));
  for (let node = 1; node < tree.nodes.count; node++) {
    const content = tree.rowAt(node);
    if (!content || content.columns.size[content.row] === 0) continue;
    for (const { name, bit } of kinds) {
      if (((content.columns.hashSet[content.row] ?? 0) & bit) === 0) continue;
      const indicator = hashes.get(`${name}:${rowHash(content.columns, content.row, name)}`);
      const found = indicator && file(tree.entryAt(node).path);
      if (!found) continue;
      yield { file: found, indicator };
      break;
    }
  }
  for (const one of hiddenFiles()) {
    if (one.size === 0) continue;
    const indicator = kinds.map(({ name }) => hashes.get(`${name}:${one.hashes?.[name]}`)).find(Boolean);
    if (indicator) yield { file: one, indicator };
  }
}

function fileClue({ path, layer, reach }: NotedFile, { kind, value, at, note }: ListedIndicator): Clue {
  const told = note ? `: ${note}` : '';
  return {
    rule: 'malware/known-bad-file',
    weight: 'certain',
    family: 'known-bad',
    subject: path,
    evidence: { path, layer, excerpt: `${kind} ${value} is listed in ${at}${told}` },
    reach,
    does: `is a file known to be bad, by its ${kind} (${at}${told})`,
  };
}
