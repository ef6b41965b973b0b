import type { DownloadedFile, FeedDocument } from '../advisory-source.ts';
import { entryDocument, listEntries } from './list-documents.ts';
import { referredIds, statementsOf, type TrackerEntry } from './tracker-list.ts';

/** The lists in a copy of the tracker's own repository. */
export const vulnerabilityList = 'data/CVE/list';
export const noticeLists: readonly string[] = ['data/DSA/list', 'data/DLA/list'];

/**
 * The documents in the lists, of those that there are. What notices released is told with the vulnerabilities that they
 * name: the list of CVEs says only what departs from it. A notice that names none is a document by itself, and so are all
 * where the list of CVEs is missing.
 */
export async function* repositoryDocuments(files: ReadonlyMap<string, DownloadedFile>): AsyncGenerator<FeedDocument> {
  const vulnerabilities = files.get(vulnerabilityList);
  const released = new Map<string, string[]>();
  for (const path of noticeLists) {
    const file = files.get(path);
    if (!file) continue;
    for await (const entry of listEntries(file)) {
      const ids = vulnerabilities ? referredIds(entry.notes).filter((id) => id.startsWith('CVE-')) : [];
      for (const id of ids) note(released, { id, entry });
      if (ids.length === 0) yield entryDocument(entry);
    }
  }
  if (!vulnerabilities) return;
  for await (const entry of listEntries(vulnerabilities)) yield entryDocument(joined(entry, released));
}

function note(released: Map<string, string[]>, { id, entry }: { id: string; entry: TrackerEntry }): void {
  const lines = statementsOf(entry.notes)
    .filter(({ release, fixed }) => release !== '' && fixed !== undefined)
    .map(({ package: name, release, fixed }) => `[${release}] - ${name} ${fixed}`);
  const known = released.get(id);
  // The lists begin with the newest notice, and of two that speak of the same the newer one shall stand last.
  if (known) known.unshift(...lines);
  else released.set(id, lines);
}

function joined(entry: TrackerEntry, released: ReadonlyMap<string, readonly string[]>): TrackerEntry {
  const id = /^CVE-[\d-]{1,30}/.exec(entry.header)?.[0];
  const lines = id === undefined ? undefined : released.get(id);
  if (!lines) return entry;
  const said = new Set(statementsOf(entry.notes).map(({ release, package: name }) => `${release} ${name}`));
  const added = lines.filter((line) =>
    statementsOf([line]).every(({ release, package: name }) => !said.has(`${release} ${name}`)),
  );
  return { header: entry.header, notes: [...entry.notes, ...added] };
}
