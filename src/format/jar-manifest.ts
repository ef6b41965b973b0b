import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';

/** META-INF/MANIFEST.MF: attributes by lower-case name. */
export interface JarManifest {
  readonly main: ReadonlyMap<string, string>;
  /** Sections about single members or packages, in order; only the first few hundred. */
  readonly sections: readonly ReadonlyMap<string, string>[];
}

const MOST_SECTIONS = 500;
const SEPARATOR = ': ';

/**
 * Parses a manifest as the JAR specification describes it; lines that are no attribute are skipped.
 * @throws FormatError over `limits.descriptor`.
 */
export function parseJarManifest(bytes: Uint8Array): JarManifest {
  if (bytes.length > limits.descriptor) throw new FormatError(`manifest of ${bytes.length} bytes is over the limit`);
  const sections: Map<string, string>[] = [];
  let section = new Map<string, string>();
  let inSection = true;
  const main = section;
  for (const line of joinedLines(bytes)) {
    if (line === '') {
      inSection = false;
      continue;
    }
    if (!inSection) {
      if (sections.length >= MOST_SECTIONS) break;
      section = new Map();
      sections.push(section);
      inSection = true;
    }
    const colon = line.indexOf(SEPARATOR);
    if (colon > 0) section.set(line.slice(0, colon).toLowerCase(), decode(line.slice(colon + SEPARATOR.length)).trim());
  }
  return { main, sections };
}

/** Logical lines, as bytes in a string: lines break at 72 bytes, which may be inside a character. */
function* joinedLines(bytes: Uint8Array): Iterable<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  let parts: string[] = [];
  for (const line of text.replace(/^\xef\xbb\xbf/, '').split(/\r\n|\n|\r/)) {
    if (line.startsWith(' ') && parts.length > 0) {
      parts.push(line.slice(1));
      continue;
    }
    if (parts.length > 0) yield parts.join('');
    parts = [];
    if (line === '') yield '';
    else parts = [line];
  }
  if (parts.length > 0) yield parts.join('');
}

function decode(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
