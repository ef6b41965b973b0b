import { FormatError } from '../base/errors.ts';
import { createValueScanner, type ValueScanner } from './json-value-scanner.ts';

/** One member of a large object or list, not parsed yet. */
export interface JsonMember {
  /** Of an object; the index in a list. */
  readonly key: string;
  /** JSON of its value; empty where it is larger than was allowed, so that parsing it fails. */
  readonly text: string;
}

export interface JsonMembersOptions {
  /** Keys that lead from the outermost object to the one whose members are wanted; none: those of the outermost. */
  readonly within?: readonly string[];
  /** Bytes of one member. */
  readonly largest: number;
}

/**
 * The members of one object or list in a JSON document of any size, one at a time. Where the chunks are cut does not matter.
 * Members are not checked: whoever parses one finds its damage.
 * @throws FormatError when the document around them is damaged, cut short, or has no such object or list.
 */
export async function* jsonMembers(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: JsonMembersOptions,
): AsyncGenerator<JsonMember> {
  const reader = createMemberReader(options);
  for await (const chunk of chunks) yield* reader.write(chunk);
  reader.end();
}

const LONGEST_KEY = 64 * 1024;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

type Expected = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' | 'nothing';
type Use = 'key' | 'member' | 'skip';

/** One object or list on the way to the members, or the one that holds them. */
interface Level {
  readonly kind: 'object' | 'list';
  key: string;
  index: number;
}

function createMemberReader({ within = [], largest }: JsonMembersOptions) {
  const levels: Level[] = [];
  let expected: Expected = 'value';
  let scanner: ValueScanner | undefined;
  let use: Use = 'skip';
  let found = false;
  let position = 0;

  return {
    *write(chunk: Uint8Array): Generator<JsonMember> {
      let at = 0;
      while (at < chunk.length) {
        if (scanner) {
          const end = scanner.take(chunk, at);
          if (end < 0) break;
          at = end;
          const member = scanned(scanner);
          if (member) yield member;
          continue;
        }
        const byte = chunk[at] ?? 0;
        if (isSpace(byte) || isByteOrderMark(byte, position + at)) at++;
        else if (structure(byte)) at++;
      }
      position += chunk.length;
    },
    end(): void {
      if (expected !== 'nothing') throw new FormatError('JSON is cut short');
      if (!found) throw new FormatError(`JSON has no member ${JSON.stringify(within.join('.'))}`);
    },
  };

  /** The scanner has met the end of a value or key. */
  function scanned(done: ValueScanner): JsonMember | undefined {
    scanner = undefined;
    const level = levels.at(-1);
    if (!level) return undefined;
    if (use === 'key') {
      level.key = parseKey(done.text());
      expected = 'colon';
      return undefined;
    }
    expected = 'comma';
    if (use === 'skip') return undefined;
    return { key: level.kind === 'object' ? level.key : String(level.index), text: done.text() };
  }

  /** Takes one byte between values. False where it is the first byte of a value, to be read again. */
  function structure(byte: number): boolean {
    const level = levels.at(-1);
    switch (expected) {
      case 'first-key':
      case 'key':
        if (byte === CLOSE_OBJECT && expected === 'first-key') return close();
        if (byte !== QUOTE) throw damaged();
        return scan('key', LONGEST_KEY);
      case 'colon':
        if (byte !== COLON) throw damaged();
        expected = 'value';
        return true;
      case 'comma':
        if (byte === (level?.kind === 'object' ? CLOSE_OBJECT : CLOSE_LIST)) return close();
        if (byte !== COMMA || !level) throw damaged();
        level.index++;
        expected = level.kind === 'object' ? 'key' : 'value';
        return true;
      case 'first-value':
        return byte === CLOSE_LIST ? close() : value(byte);
      case 'value':
        return value(byte);
      case 'nothing':
        throw new FormatError('JSON goes on after its end');
    }
  }

  function value(byte: number): boolean {
    if (byte === COMMA || byte === COLON || byte === CLOSE_LIST || byte === CLOSE_OBJECT) throw damaged();
    const level = levels.at(-1);
    if (levels.length > within.length) return scan('member', largest);
    if (level && (level.kind !== 'object' || level.key !== within[levels.length - 1])) return scan('skip', 0);
    if (byte !== OPEN_OBJECT && byte !== OPEN_LIST)
      throw new FormatError('JSON is no object or list where one should be');
    levels.push({ kind: byte === OPEN_OBJECT ? 'object' : 'list', key: '', index: 0 });
    if (levels.length > within.length) found = true;
    expected = byte === OPEN_OBJECT ? 'first-key' : 'first-value';
    return true;
  }

  function close(): true {
    levels.pop();
    expected = levels.length === 0 ? 'nothing' : 'comma';
    return true;
  }

  function scan(purpose: Use, most: number): false {
    use = purpose;
    scanner = createValueScanner(most);
    return false;
  }
}

function parseKey(text: string): string {
  try {
    const key: unknown = JSON.parse(text);
    if (typeof key === 'string') return key;
  } catch {
    // No string, or one that was too long: the same as any damage.
  }
  throw damaged();
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isByteOrderMark(byte: number, position: number): boolean {
  return BYTE_ORDER_MARK[position] === byte;
}

function damaged(): FormatError {
  return new FormatError('not JSON');
}
