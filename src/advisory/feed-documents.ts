import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { jsonMembers } from '../format/json-members.ts';
import { openFileAccess } from '../format/random-access-file.ts';
import { tarFiles } from '../format/tar/tar-files.ts';
import { xmlElements } from '../format/xml-elements.ts';
import { walkZip } from '../format/zip/walk.ts';
import type { DownloadedFile, FeedDocument } from './advisory-source.ts';
import { readUnpacked } from './read-unpacked.ts';

const LARGEST = { largest: limits.feedDocument };

/** The whole file as one document, decompressed where it is compressed. */
export async function* wholeDocument(file: DownloadedFile, name: string): AsyncGenerator<FeedDocument> {
  yield { name, text: await wholeText(file) };
}

/** The whole file's text, decompressed where it is compressed. */
export async function wholeText(file: DownloadedFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readUnpacked(file.path)) {
    size += chunk.length;
    if (size > limits.keptText) throw new FormatError(`a file of the feed is larger than ${limits.keptText} bytes`);
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Each member of the outermost object or list of a JSON file, or of the one that `within` leads to; named by its key. */
export async function* jsonDocuments(
  file: DownloadedFile,
  { within = [] }: { readonly within?: readonly string[] } = {},
): AsyncGenerator<FeedDocument> {
  const members = jsonMembers(readUnpacked(file.path), { within, ...LARGEST });
  for await (const { key, text } of members) yield { name: key, text };
}

/** Each element of these names in an XML file, named by its element. */
export function xmlDocuments(file: DownloadedFile, names: readonly string[]): AsyncGenerator<FeedDocument> {
  return xmlElements(readUnpacked(file.path), { names, ...LARGEST });
}

/** Each wanted file of a tar archive, compressed or not. */
export async function* tarDocuments(
  file: DownloadedFile,
  wanted: (name: string) => boolean,
): AsyncGenerator<FeedDocument> {
  for await (const { name, bytes } of tarFiles(readUnpacked(file.path), { wanted, ...LARGEST })) {
    yield { name, text: Buffer.from(bytes).toString('utf8') };
  }
}

/** Each wanted file of a zip archive. One that cannot be read comes with an empty text, which no parser takes. */
export async function* zipDocuments(
  file: DownloadedFile,
  wanted: (name: string) => boolean,
): AsyncGenerator<FeedDocument> {
  const source = openFileAccess(file.path);
  const bounds = { entries: limits.feedDocuments, member: limits.feedDocument, content: limits.feedContent };
  try {
    for (const { name, read } of walkZip(source, bounds)) {
      if (wanted(name)) yield { name, text: textOf(read) };
    }
  } finally {
    source.close();
  }
}

function textOf(read: () => Uint8Array): string {
  try {
    return Buffer.from(read()).toString('utf8');
  } catch (error) {
    if (error instanceof FormatError) return '';
    throw error;
  }
}
