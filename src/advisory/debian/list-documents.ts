import type { DownloadedFile, FeedDocument } from '../advisory-source.ts';
import { wholeDocument } from '../feed-documents.ts';
import { type TrackerEntry, trackerEntries } from './tracker-list.ts';

/** Each entry of a list of the tracker, as a list of one. */
export async function* listDocuments(file: DownloadedFile): AsyncGenerator<FeedDocument> {
  for await (const entry of listEntries(file)) yield entryDocument(entry);
}

/** The entries of a downloaded list. */
export async function* listEntries(file: DownloadedFile): AsyncGenerator<TrackerEntry> {
  for await (const { text } of wholeDocument(file, 'list')) yield* trackerEntries(text);
}

/** An entry, written as the list has it. */
export function entryDocument({ header, notes }: TrackerEntry): FeedDocument {
  return { name: header.slice(0, 100), text: [header, ...notes.map((note) => `\t${note}`), ''].join('\n') };
}
