import { parseXml as parse, XmlElement } from '@rgrove/parse-xml';
import { FormatError, messageOf } from '../base/errors.ts';

export type { XmlElement };

const DEEPEST_XML = 200;

/**
 * Parses XML of unknown origin and gives its root element. Nothing is fetched, entities are not expanded, nesting is bounded.
 * @throws FormatError when it is not XML, longer than `most` bytes, or nested too deep.
 */
export function parseXml(bytes: Uint8Array, most: number): XmlElement {
  if (bytes.length > most) throw new FormatError(`XML of ${bytes.length} bytes is over the limit`);
  const text = decodeXml(bytes);
  assertDepth(text);
  try {
    const { root } = parse(text, { ignoreUndefinedEntities: true });
    if (root) return root;
  } catch (error) {
    throw new FormatError(`not XML: ${messageOf(error).split(' (line', 1)[0]?.slice(0, 200)}`);
  }
  throw new FormatError('not XML: it has no element');
}

/** Direct child elements, of one name where given; a namespace prefix does not count. */
export function childElements(parent: XmlElement, name?: string): XmlElement[] {
  const elements: XmlElement[] = [];
  for (const child of parent.children) {
    if (child instanceof XmlElement && (name === undefined || localName(child) === name)) elements.push(child);
  }
  return elements;
}

/** The trimmed text of the first child of this name; undefined when there is none or it is empty. */
export function childText(parent: XmlElement, name: string): string | undefined {
  return childElements(parent, name)[0]?.text.trim() || undefined;
}

/** The element's name without its namespace prefix. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1);
}

function decodeXml(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return normalized(buffer.subarray(2).toString('utf16le'));
  const start = buffer.subarray(0, 200).toString('latin1');
  const encoding = /^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(start)?.[1]?.toLowerCase();
  const oneByte = encoding === 'iso-8859-1' || encoding === 'windows-1252' || encoding === 'latin1';
  return normalized(buffer.toString(oneByte ? 'latin1' : 'utf8'));
}

/** Line ends as the XML specification wants them (2.11). The parser does so too, but takes quadratic time for it. */
function normalized(text: string): string {
  return text.replace(/\r\n?/g, '\n').trimStart();
}

/** The parser recurses for each level; a document that only nests must not reach it. */
function assertDepth(text: string): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text.charAt(at + 1);
    if (next === '/') depth--;
    else if (next === '!' || next === '?') {
      const close = text.startsWith('<!--', at) ? '-->' : text.startsWith('<![CDATA[', at) ? ']]>' : '>';
      const end = text.indexOf(close, at + 2);
      if (end < 0) return;
      at = end;
    } else {
      const end = text.indexOf('>', at);
      if (end < 0) return;
      if (text.charAt(end - 1) !== '/' && ++depth > DEEPEST_XML) {
        throw new FormatError(`XML nested deeper than ${DEEPEST_XML}`);
      }
    }
  }
}
