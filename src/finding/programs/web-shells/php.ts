import { constantsOf } from '../constants.ts';
import { excerptAt, places, type Recognition } from '../recognition.ts';
import { isAllowListed } from './allow-lists.ts';

const REQUEST = String.raw`(?:\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)\b|\$HTTP_(?:RAW_POST_DATA|POST_VARS|GET_VARS|COOKIE_VARS)\b|\$\{\s{0,4}["']_(?:GET|POST|REQUEST|COOKIE|SERVER)["']\s{0,4}\}|\$GLOBALS\[\s{0,2}["']_(?:GET|POST|REQUEST|COOKIE)["']\s{0,2}\]|file_get_contents\(\s{0,2}["']php://input["']\s{0,2}\)|(?:getallheaders|apache_request_headers)\(\)|filter_input\(\s{0,2}INPUT_\w{3,7}\b|getenv\(\s{0,2}["']HTTP_)`;
const KEYS = String.raw`(?:\s{0,2}[[{][^\]}\n]{0,80}[\]}]){0,3}`;
const WRAPPER = String.raw`(?:\s{0,4}@?(?:base64_decode|gzinflate|gzuncompress|gzdecode|str_rot13|strrev|hex2bin|urldecode|rawurldecode|stripslashes|stripcslashes|trim|htmlspecialchars_decode|html_entity_decode|implode|strval|pack|convert_uudecode|xor\w{0,8}|decrypt\w{0,8}|\(string\))\s{0,2}\(?\s{0,4}(?:["']H\*["'],)?){0,5}`;
const CODE = String.raw`(?:eval|assert|create_function\s{0,4}\(\s{0,4}(?:["'][^"'\n]{0,20}["']|null)\s{0,4},?)`;
const COMMAND = '(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec)';
const RUNNER = '(?:eval|assert|system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|create_function)';
const BEFORE = String.raw`(?<![\w>:$\\])`;
const PREFIX = String.raw`(?:["']\s{0,2}(?:\?>|return)?[\s;]{0,3}["']\s{0,2}\.\s{0,2})?`;

interface PhpShape {
  readonly pattern: RegExp;
  /** Of a file that is longer it is only strong: some applications are as careless. */
  readonly certainUpTo: number;
  readonly does: string;
}

const SHAPES: readonly PhpShape[] = [
  {
    pattern: new RegExp(String.raw`${BEFORE}${CODE}\s{0,4}\(?\s{0,8}@?${PREFIX}${WRAPPER}\s{0,4}@?${REQUEST}`, 'g'),
    certainUpTo: 16_384,
    does: 'runs PHP code that a request brings',
  },
  {
    pattern: new RegExp(
      String.raw`${BEFORE}${COMMAND}\s{0,4}\(\s{0,8}@?${WRAPPER}\s{0,4}@?${REQUEST}${KEYS}\s{0,4}\)?\s{0,4}(?:[),]|\.\s{0,4}["']\s{0,4}2?>)`,
      'g',
    ),
    certainUpTo: 4_096,
    does: 'runs commands that a request brings',
  },
  {
    pattern: new RegExp(String.raw`\x60\s{0,4}\{?${REQUEST}${KEYS}\}?\s{0,4}(?:2>&1)?\s{0,2}\x60`, 'g'),
    certainUpTo: 4_096,
    does: 'runs commands that a request brings',
  },
  {
    pattern: new RegExp(String.raw`${REQUEST}${KEYS}\s{0,2}\(\s{0,4}@?${WRAPPER}${REQUEST}`, 'g'),
    certainUpTo: 65_536,
    does: 'calls whatever function a request names with what the request brings',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:array_(?:map|filter|walk|reduce|diff_ukey|udiff)|u[ak]?sort|call_user_func(?:_array)?|register_(?:shutdown|tick)_function|iterator_apply|array_walk_recursive)\s{0,4}\([^;\n]{0,120}?["']${RUNNER}["'][^;\n]{0,120}?${REQUEST}|\bcall_user_func(?:_array)?\s{0,4}\(\s{0,4}@?${REQUEST}${KEYS}\s{0,4},\s{0,4}(?:array\(\s{0,4}|\[\s{0,4})?${REQUEST}|\b(?:array_(?:map|filter|walk)|u[ak]?sort)\s{0,4}\([^;\n]{0,120}?${REQUEST}[^;\n]{0,120}?["'](?:eval|assert|system|shell_exec|passthru)["']`,
      'g',
    ),
    certainUpTo: 16_384,
    does: 'hands what a request brings to a function that runs it',
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:preg_replace|mb_ereg_replace|mb_eregi_replace)\s{0,4}\(\s{0,4}["']([/#~|@!.])[^\n"']{0,100}\1[imsxuADSUXJ]{0,6}e[imsxuADSUXJ]{0,6}["']\s{0,4},[^;\n]{0,160}?${REQUEST}`,
      'g',
    ),
    certainUpTo: 16_384,
    does: 'runs what a request brings by the `e` flag of a regular expression',
  },
  {
    pattern: new RegExp(
      String.raw`\bfile_put_contents\s{0,4}\(\s{0,4}@?${REQUEST}${KEYS}\s{0,4},\s{0,4}@?${WRAPPER}${REQUEST}${KEYS}`,
      'g',
    ),
    certainUpTo: 0,
    does: 'writes the file that a request names with what the request brings',
  },
];

const TAKEN = new RegExp(
  String.raw`\$(\w{1,40})\s{0,4}=\s{0,4}\(?\s{0,4}@?(?:isset\([^)\n]{0,80}\)\s{0,4}\?\s{0,4})?${WRAPPER}\s{0,4}\(?\s{0,4}@?${REQUEST}`,
  'g',
);
const RUN = new RegExp(
  String.raw`(?:${BEFORE}(${RUNNER})\s{0,4}\(\s{0,8}@?${PREFIX}${WRAPPER}\(?\s{0,4}["']?\{?\$(\w{1,40})\b(?!\s{0,2}(?:->|\())(?:["'}]|${KEYS}\s{0,4}(?:[),;]|\.\s{0,4}["']\s{0,4}(?:2?>|;)))|\x60\s{0,4}\$(\w{1,40})\s{0,4}(?:2>&1)?\s{0,2}\x60)`,
  'g',
);
const NEAR = 2_500;
const SMALL_FLOW = 3_000;

/** PHP that runs what a request brings, plainly or by a name that it builds out of pieces. */
export function recognizePhpWebShell({
  text: given,
  folded: text,
  size,
}: {
  readonly text: string;
  readonly folded: string;
  readonly size: number;
}): Recognition[] {
  if (!/\$|php:\/\/input|headers\(|filter_input/i.test(text)) return [];
  const found: Recognition[] = [];
  for (const { pattern, certainUpTo, does } of SHAPES) {
    for (const match of places(text, pattern, 4)) {
      if (isCommentAt(text, match.index) || isAllowListed(text, match)) continue;
      found.push(clue(text, match.index, { weight: size <= certainUpTo ? 'certain' : 'strong', does }));
    }
  }
  const flow = flowing(text);
  if (flow !== undefined)
    found.push(
      clue(text, flow, {
        weight: size <= SMALL_FLOW ? 'certain' : 'strong',
        does: 'runs what a request brings',
      }),
    );
  found.push(...builtNames(given, text));
  return found;
}

function flowing(text: string): number | undefined {
  const taken = new Map<string, number[]>();
  for (const match of places(text, TAKEN, 200))
    taken.set(match[1] ?? '', [...(taken.get(match[1] ?? '') ?? []), match.index]);
  if (taken.size === 0) return undefined;
  for (const match of places(text, RUN, 200)) {
    const name = match[2] ?? match[3] ?? '';
    const near = taken.get(name)?.some((at) => at < match.index && match.index - at < NEAR);
    if (near && !isCommentAt(text, match.index) && !isAllowListed(text, match)) return match.index;
  }
  return undefined;
}

const RUNNING = new RegExp(`^(?:${RUNNER}|call_user_func|gzinflate|base64_decode|str_rot13|file_put_contents)$`, 'i');
const DANGEROUS = new RegExp(`^${RUNNER}$`, 'i');
const HAS_REQUEST = new RegExp(REQUEST);
const ARGUMENT_OF_REQUEST = new RegExp(`^[^;]{0,120}${REQUEST}`);
const VARIABLE_CALL = /\$(?:\{\s{0,2}["'](\w{1,40})["']\s{0,2}\}|(\w{1,40}))\s{0,2}\(/g;
const SYMBOLS_ONLY =
  /\$\$?_{1,20}\s{0,2}(?:[[{]\s{0,2}["']?_{0,6}\w?["']?\s{0,2}[\]}]\s{0,2}){0,2}\(\s{0,4}@?\$\$?\{?_{1,20}\s{0,2}[[{]/;

/** Names of functions that are put together so that nobody finds them. */
function* builtNames(given: string, text: string): Generator<Recognition> {
  const symbols = SYMBOLS_ONLY.exec(text);
  if (symbols && /\$_{1,20}\s{0,2}(?:\+\+|\.=|=)|\^/.test(text))
    yield clue(text, symbols.index, {
      weight: 'certain',
      does: 'builds the name of a function out of underscores and calls it with what a request brings',
    });
  if (!/\$\w{1,40}\s{0,2}\(|\$\{/.test(text)) return;
  const constants = constantsOf(text);
  const lower = given.toLowerCase();
  const hasRequest = HAS_REQUEST.test(text);
  for (const match of places(text, VARIABLE_CALL, 400)) {
    const name = match[1] ?? match[2] ?? '';
    const value = constants.get(`$${name}`);
    if (value === undefined || !RUNNING.test(value)) continue;
    const isHidden = !lower.includes(value.toLowerCase());
    if (!DANGEROUS.test(value) || (!isHidden && !hasRequest)) continue;
    const argument = text.slice(match.index, match.index + 300);
    const isRequest = ARGUMENT_OF_REQUEST.test(argument);
    if (!isHidden && !isRequest) continue;
    yield clue(text, match.index, {
      weight: isRequest ? 'certain' : 'strong',
      does: isRequest
        ? `calls ${value} by a name in a variable with what a request brings`
        : `builds the name of ${value} out of pieces and calls it`,
    });
    return;
  }
}

function clue(text: string, at: number, { weight, does }: Pick<Recognition, 'weight' | 'does'>): Recognition {
  return { rule: 'malware/web-shell', family: 'web-shell', weight, at, excerpt: excerptAt(text, at), does };
}

function isCommentAt(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at) + 1;
  return at - start < 300 && /^\s{0,200}(?:\/\/|\*|#(?!!)|\/\*)/.test(text.slice(start, at + 1));
}
