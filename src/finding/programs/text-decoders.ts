import { decodeBase32, decodeBase64, decodeHex, decompressText, textOf } from '../../behavior/shell/bytes.ts';
import { reversed, rot13 } from './fold-literals.ts';
import { MOST_ITEMS, plain, type Value } from './text-value.ts';

/** What functions and methods of several languages make of texts. */
export interface Decoders {
  decoded(name: string, given: Value, how: Value): Value;
  /** A method's result. */
  converted(name: string, value: Value, values: readonly Value[]): Value;
  /** As Perl, PHP and Ruby pack by a form. */
  packed(form: Value, values: readonly Value[]): Value;
}

/** `note` is told each decoding that was done. */
export function createDecoders(note: (way: string) => void): Decoders {
  return { decoded, converted, packed };

  function decoded(name: string, given: Value, how: Value): Value {
    const value =
      Array.isArray(given) && given.every((each) => /^\d{1,7}$/.test(plain(each))) ? characters(given) : given;
    if (/^(?:fromCharCode|chr|char|bytes|bytearray|unichr)$/.test(name))
      return characters(Array.isArray(given) ? given : [given, how].filter((each) => each !== undefined));
    if (typeof value !== 'string') return value;
    const by = (way: string, made: string | undefined): Value => {
      if (made !== undefined) note(way);
      return made;
    };
    if (
      /^(?:b64decode|base64_decode|atob|decode_base64|(?:strict_|urlsafe_)?decode64|decodebytes|standard_b64decode|urlsafe_b64decode|FromBase64String|decodeBase64)$/.test(
        name,
      )
    )
      return by('base64', decodeBase64(value));
    if (/^(?:b32decode)$/.test(name)) return by('base32', decodeBase32(value));
    if (/^(?:unhexlify|fromhex|hex2bin|a2b_hex|b16decode)$/.test(name)) return by('hex', decodeHex(value));
    if (
      /^(?:decompress|gzinflate|gzuncompress|gzdecode|inflate|inflateSync|gunzipSync|unzipSync|uncompress)$/i.test(name)
    )
      return by('gzip', decompressText(value));
    if (/^(?:str_rot13|rot13)$/.test(name)) return by('rot13', rot13(value));
    if (/^(?:strrev|reverse)$/.test(name)) return by('rev', reversed(value));
    if (name === 'from' || name === 'decode') {
      if (how === 'base64') return by('base64', decodeBase64(value));
      if (how === 'hex') return by('hex', decodeHex(value));
      if (how === 'rot13' || how === 'rot_13') return by('rot13', rot13(value));
      return value;
    }
    if (/^(?:decodeURIComponent|unescape|rawurldecode|urldecode|unquote)$/.test(name))
      return by(
        'percent',
        value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      );
    return /^(?:str|String|compile|Buffer|trim|strip|b|bytes|text|dedent|shlex_split|split|exec_command|require)$/.test(
      name,
    )
      ? value
      : undefined;
  }

  function converted(name: string, value: Value, values: readonly Value[]): Value {
    const [first, second] = values;
    if (
      /^(?:decode|encode|toString|to_s|strip|trim|chomp|lstrip|rstrip|text|format|as_str|to_owned|rstrip)$/.test(name)
    ) {
      if (name === 'decode' && typeof first === 'string' && /^(?:base64|hex|rot_?13)$/.test(first))
        return decoded('from', value, first);
      return value;
    }
    if (name === 'join') {
      // Python has the text before the list, others behind it.
      if (typeof value === 'string') return (Array.isArray(first) ? first : [first]).map(plain).join(value);
      return Array.isArray(value) ? value.map(plain).join(plain(first ?? ',')) : undefined;
    }
    if (name === 'reverse' || name === 'reversed')
      return typeof value === 'string' ? reversed(value) : Array.isArray(value) ? [...value].reverse() : undefined;
    if (name === 'split' && typeof value === 'string')
      return first === '' ? [...value] : value.split(plain(first ?? ' ')).slice(0, MOST_ITEMS);
    if (
      (name === 'replace' || name === 'replaceAll' || name === 'gsub') &&
      typeof value === 'string' &&
      typeof first === 'string'
    )
      return first === '' ? value : value.replaceAll(first, plain(second));
    if (name === 'tr' && typeof value === 'string' && /A-Za-z/.test(plain(first))) return rot13(value);
    if (name === 'unpack' || name === 'unpack1' || name === 'pack')
      return packed(first, Array.isArray(value) ? value : [value]);
    if (name === 'lower' || name === 'toLowerCase' || name === 'downcase')
      return typeof value === 'string' ? value.toLowerCase() : undefined;
    if (name === 'map' || name === 'first' || name === 'read') return value;
    return undefined;
  }

  function packed(form: Value, values: readonly Value[]): Value {
    const [first] = values;
    if (typeof form !== 'string' || first === undefined) return undefined;
    if (/^H/.test(form) && typeof first === 'string') {
      note('hex');
      return decodeHex(first);
    }
    if (/^m/.test(form) && typeof first === 'string') {
      note('base64');
      return decodeBase64(first);
    }
    if (/^[CcWU]/.test(form)) return characters(values.flat());
    return undefined;
  }

  function characters(values: readonly Value[]): Value {
    const codes = values.slice(0, MOST_ITEMS).map((each) => (/^\d{1,7}$/.test(plain(each)) ? Number(plain(each)) : -1));
    if (codes.length === 0 || codes.some((code) => code < 0 || code > 255)) return undefined;
    if (codes.length > 1) note('character codes');
    return textOf(Uint8Array.from(codes));
  }
}
