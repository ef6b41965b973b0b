import { sha256 } from '../../base/digest.ts';
import type { FileHeader } from '../../filesystem/file.ts';
import type { ContentHit, ContentMatch, ContentPlace, ContentSignal } from '../content/content-signal.ts';
import type { ContentDetector, NotedFile } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { secretKinds } from '../secrets/kinds/index.ts';
import { isForBrowsers, isSystemPlace, publicPlace } from '../secrets/public-place.ts';
import type { SecretKind } from '../secrets/secret-kind.ts';
import { secretFinding, secretRule } from '../secrets/secret-rules.ts';

/** Places that one finding names. */
const EVIDENCE = 10;
/** Bytes: no text that a person or a tool writes for itself is larger. */
const LARGEST_TEXT = 64 * 1024 * 1024;

/** Secrets of known kinds in the bytes of files. */
export const secrets: ContentDetector = {
  name: 'secrets',
  rules: secretKinds.map(secretRule),
  signals: secretKinds.map(signalOf),
  *judge(hits, file) {
    if (file.claim === 'owned') return;
    const bySignal = new Map<string, ContentHit[]>();
    for (const hit of hits) bySignal.set(hit.signal, [...(bySignal.get(hit.signal) ?? []), hit]);
    const found = secretKinds.filter((kind) => bySignal.has(idOf(kind)) && mayBeIn(kind, file));
    const covered = new Set(found.flatMap(({ covers }) => covers ?? []));
    for (const kind of found) if (!covered.has(kind.name)) yield findingOf(kind, file, bySignal.get(idOf(kind)) ?? []);
  },
};

function signalOf(kind: SecretKind): ContentSignal {
  return {
    id: idOf(kind),
    keywords: kind.keywords,
    ...(kind.textOnly ? { kinds: ['text', 'script'], largest: LARGEST_TEXT } : {}),
    in: (file) => mayHold(kind, file),
    confirm: (place) => confirmed(kind, place),
  };
}

function idOf(kind: SecretKind): string {
  return `secret/${kind.name}`;
}

/** In public places only a checksum tells a secret from an example of one. */
function mayHold(kind: SecretKind, file: FileHeader): boolean {
  if (kind.publicInBrowsers && isForBrowsers(file.path)) return false;
  return kind.told === 'checksum' || publicPlace(file.path) === undefined;
}

function mayBeIn(kind: SecretKind, file: NotedFile): boolean {
  return mayHold(kind, file) && (kind.told === 'checksum' || !(file.hidden && isSystemPlace(file.path)));
}

function confirmed(kind: SecretKind, place: ContentPlace): ContentMatch | undefined {
  const { text, at, keyword, file } = place;
  const isText = file.kind === 'text' || file.kind === 'script';
  const found = kind.find({ text, at, keyword, path: file.path, isText });
  return (
    found && { excerpt: found.masked, fingerprint: sha256(found.value).slice('sha256:'.length, 'sha256:'.length + 12) }
  );
}

function findingOf(kind: SecretKind, file: NotedFile, hits: readonly ContentHit[]): Finding {
  return secretFinding({
    kind,
    subject: file.path,
    evidence: hits.slice(0, EVIDENCE).map(({ line, excerpt }) => ({
      path: file.path,
      layer: file.layer,
      ...(line === undefined ? {} : { line }),
      excerpt,
    })),
    ...(file.hidden ? { hidden: true } : {}),
    reach: file.reach,
  });
}
