import { FormatError } from '../base/errors.ts';

/** One element of a large XML document, not parsed yet. */
export interface XmlText {
  /** Without a namespace prefix. */
  readonly name: string;
  /** From `<name` to `</name>`; empty where it is larger than was allowed, so that parsing it fails. */
  readonly text: string;
}

export interface XmlElementsOptions {
  /** Without namespace prefixes. */
  readonly names: readonly string[];
  /** Bytes of one element. */
  readonly largest: number;
}

/**
 * The elements of the given names in a UTF-8 XML document of any size, one at a time, whatever their depth; one inside
 * another that is wanted is part of that one. Where the chunks are cut does not matter. Nothing is expanded or fetched.
 * @throws FormatError when the document is damaged, cut short, nested too deep, in UTF-16, or has a DTD.
 */
export async function* xmlElements(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: XmlElementsOptions,
): AsyncGenerator<XmlText> {
  const reader = createElementReader(options);
  for await (const chunk of chunks) yield* reader.write(chunk);
  reader.end();
}

const DEEPEST = 200;
const LONGEST_NAME = 1024;

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DASH = 0x2d;
const CLOSE_BRACKET = 0x5d;
const CDATA = '[CDATA[';

type Place =
  | 'text'
  /** After `<`. */
  | 'opened'
  /** After `<!`: a comment, CDATA or DTD. */
  | 'declared'
  | 'comment'
  | 'cdata'
  | 'instruction'
  | 'start-name'
  | 'end-name'
  /** Between the attributes of a start tag. */
  | 'inside'
  | 'single-quoted'
  | 'double-quoted';

function createElementReader({ names, largest }: XmlElementsOptions) {
  const wanted = new Set(names);
  const open: string[] = [];
  let place: Place = 'text';
  /** Name of a tag, or what follows `<!`, as far as it was read. */
  let word = '';
  /** The last two bytes before this one, in comments and their like; the last one in a tag. */
  let before = 0;
  let beforeThat = 0;
  let seen = false;
  let capture: Capture | undefined;

  return {
    *write(chunk: Uint8Array): Generator<XmlText> {
      let from = 0; // what of this chunk belongs to the capture and is not kept yet
      for (let at = 0; at < chunk.length; at++) {
        if (place === 'text') {
          const next = chunk.indexOf(LESS, at);
          if (!seen) assertUtf8(chunk, at);
          if (next < 0) break;
          at = next;
          place = 'opened';
          continue;
        }
        const started = capture;
        const closed = take(chunk[at] ?? 0);
        if (capture && capture !== started) from = at; // its name's last byte was kept; this one follows it
        if (!closed || !capture || open.length >= capture.depth) continue;
        keep(capture, chunk.subarray(from, at + 1));
        yield finished(capture);
        capture = undefined;
      }
      if (capture) keep(capture, chunk.subarray(from));
    },
    end(): void {
      if (place !== 'text' || open.length > 0 || !seen) throw new FormatError('XML is cut short');
    },
  };

  /** One byte of markup. True where an element has ended. */
  function take(byte: number): boolean {
    switch (place) {
      case 'opened':
        return opened(byte);
      case 'declared':
        return declared(byte);
      case 'comment':
        return until(byte, beforeThat === DASH && before === DASH);
      case 'cdata':
        return until(byte, beforeThat === CLOSE_BRACKET && before === CLOSE_BRACKET);
      case 'instruction':
        return until(byte, before === QUESTION);
      case 'start-name':
        if (!endsName(byte)) return name(byte);
        start();
        place = 'inside';
        return inside(byte);
      case 'end-name':
        return byte === GREATER ? endTag() : name(byte);
      case 'inside':
        return inside(byte);
      case 'single-quoted':
      case 'double-quoted':
        if (byte === (place === 'single-quoted' ? 0x27 : 0x22)) place = 'inside';
        before = 0;
        return false;
      case 'text':
        return false;
    }
  }

  function opened(byte: number): false {
    word = '';
    before = 0;
    beforeThat = 0;
    if (byte === SLASH) place = 'end-name';
    else if (byte === BANG) place = 'declared';
    else if (byte === QUESTION) place = 'instruction';
    else if (endsName(byte) || byte === LESS) throw new FormatError('not XML: a tag without a name');
    else {
      place = 'start-name';
      name(byte);
    }
    return false;
  }

  function declared(byte: number): false {
    word += String.fromCharCode(byte);
    if (word === '--') place = 'comment';
    else if (word === CDATA) place = 'cdata';
    else if (word !== '-' && !CDATA.startsWith(word)) throw new FormatError('XML with a DTD is not read');
    return false;
  }

  function until(byte: number, ready: boolean): false {
    if (byte === GREATER && ready) place = 'text';
    beforeThat = before;
    before = byte;
    return false;
  }

  function name(byte: number): false {
    if (word.length >= LONGEST_NAME || byte === LESS) throw new FormatError('not XML: an endless name');
    word += String.fromCharCode(byte);
    return false;
  }

  function start(): void {
    if (open.length === 0 && seen) throw new FormatError('not XML: a second root element');
    if (open.length >= DEEPEST) throw new FormatError(`XML nested deeper than ${DEEPEST}`);
    seen = true;
    open.push(word);
    const plain = localName(word);
    if (capture || !wanted.has(plain)) return;
    capture = { name: plain, depth: open.length, most: largest, size: 0, pieces: [] };
    keep(capture, Buffer.from(`<${word}`, 'latin1'));
  }

  function inside(byte: number): boolean {
    if (byte === LESS) throw new FormatError('not XML: a tag inside a tag');
    const selfClosed = byte === GREATER && before === SLASH;
    before = byte;
    if (byte === 0x27) place = 'single-quoted';
    else if (byte === 0x22) place = 'double-quoted';
    else if (byte === GREATER) place = 'text';
    if (selfClosed) open.pop();
    return selfClosed;
  }

  function endTag(): true {
    if (open.pop() !== word.trimEnd()) throw new FormatError('not XML: tags that do not match');
    place = 'text';
    return true;
  }

  /** Between elements there is nothing but white space, and at the start a byte order mark of UTF-8. */
  function assertUtf8(chunk: Uint8Array, at: number): void {
    const byte = chunk[at] ?? 0;
    if (byte === 0 || byte >= 0xfe) throw new FormatError('XML in UTF-16 is not read');
  }
}

/** An element that is being kept. */
interface Capture {
  readonly name: string;
  /** How many elements are open inside of it, itself included. */
  readonly depth: number;
  readonly most: number;
  readonly pieces: Uint8Array[];
  size: number;
}

function keep(capture: Capture, bytes: Uint8Array): void {
  capture.size += bytes.length;
  if (capture.size <= capture.most) capture.pieces.push(Uint8Array.from(bytes));
  else capture.pieces.length = 0;
}

function finished({ name, size, most, pieces }: Capture): XmlText {
  return { name, text: size > most ? '' : Buffer.concat(pieces).toString('utf8') };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** White space, a slash or the tag's end. */
function endsName(byte: number): boolean {
  return byte === GREATER || byte === SLASH || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
