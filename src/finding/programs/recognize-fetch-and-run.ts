import { constantsOf } from './constants.ts';
import { fetchWeight, isKnownInstaller } from './known-installers.ts';
import { around, excerptAt, places, type Recognition, type SourceLanguage } from './recognition.ts';
import { recognizeShellText } from './recognize-shell-text.ts';

interface FetchShape {
  readonly languages: readonly SourceLanguage[];
  /** Said in every text that has it. */
  readonly mention: RegExp;
  readonly pattern: RegExp;
}

const PYTHON_FETCH = String.raw`(?:urlopen|urlretrieve|requests\.get|httpx\.get|urllib\d?\.\w{0,20}\.?urlopen|request\.get)\(`;
const PYTHON_NAMED = String.raw`\b(\w{1,40})\s{0,4}=\s{0,4}[^\n]{0,80}?${PYTHON_FETCH}[^\n]{0,400}`;
const SHAPES: readonly FetchShape[] = [
  {
    languages: ['python'],
    mention: /urlopen|requests\.get|httpx\.get|request\.get/,
    pattern: new RegExp(String.raw`\b(?:exec|eval)\(\s{0,8}(?:compile\(\s{0,8})?[^\n]{0,80}?${PYTHON_FETCH}`, 'g'),
  },
  {
    languages: ['python'],
    mention: /urlopen|requests\.get|httpx\.get/,
    pattern: new RegExp(
      String.raw`${PYTHON_NAMED}[\s\S]{0,300}?\b(?:exec|eval|os\.system|subprocess\.\w{1,20})\(\s{0,8}(?:compile\(\s{0,8})?\1\b`,
      'g',
    ),
  },
  {
    languages: ['python'],
    mention: /urlretrieve/,
    pattern:
      /\burlretrieve\([^\n]{0,300}?,\s{0,8}(?:filename\s{0,4}=\s{0,4})?(["'][^"'\n]{1,120}["']|\w{1,40})\s{0,4}\)[\s\S]{0,400}?\b(?:os\.system|os\.popen|os\.exec\w{1,3}|subprocess\.\w{1,20}|Popen)\([^\n]{0,40}?\1/g,
  },
  {
    languages: ['python'],
    mention: /chmod/,
    pattern: new RegExp(
      String.raw`${PYTHON_FETCH}[\s\S]{0,500}?\bopen\(\s{0,4}(["'][^"'\n]{1,120}["']|\w{1,40})\s{0,4},\s{0,4}["']wb?\+?["'][\s\S]{0,500}?\bchmod\(\s{0,4}\1[\s\S]{0,300}?\b(?:os\.system|os\.popen|os\.exec\w{1,3}|os\.spawn\w{1,3}|subprocess\.\w{1,20}|Popen)\(\s{0,4}\[?\s{0,4}\1`,
      'g',
    ),
  },
  {
    languages: ['node'],
    mention: /https?|fetch|axios|request/,
    pattern:
      /(?:\bhttps?["']?\)?\.get|\bfetch|\baxios(?:\.get)?|\brequest(?:\.get)?|\bgot(?:\.get)?|\bneedle\.get)\(\s{0,8}["'`\w{][\s\S]{0,500}?(?:(?<![\w.])eval|\bnew\s{1,4}Function|\bexecSync|\bvm\.runIn\w{3,12}|\b_compile)\(\s{0,8}(?:["'`]["'`]\s{0,4},\s{0,4})?(?:await\s{1,4})?(?:b|body|d|data|code|res|resp|response|r|text|t|s|src|script|payload|chunk|chunks|result|js|c|content|out|buf|html|raw)\b(?:\.\w{1,20}|\.toString\(\)|\.join\([^)\n]{0,8}\)){0,2}\s{0,4}\)/g,
  },
  {
    languages: ['node'],
    mention: /chmod/,
    pattern:
      /(?:\bhttps?["']?\)?\.get|\bfetch|\baxios)\([\s\S]{0,700}?\b(?:createWriteStream|writeFile(?:Sync)?)\(\s{0,4}(["'`][^"'`\n]{1,120}["'`]|\w{1,40})[\s\S]{0,500}?\bchmod(?:Sync)?\(\s{0,4}\1[\s\S]{0,300}?\b(?:exec|spawn)\w{0,8}\(\s{0,4}\1/g,
  },
  {
    languages: ['php'],
    mention: /https?:\/\/|curl_exec/,
    pattern:
      /\b(?:eval|assert)\s{0,4}\(\s{0,8}(?:["']\s{0,4}\?>\s{0,4}["']\s{0,4}\.\s{0,4})?(?:\w{1,20}\(\s{0,4}){0,3}(?:@?file_get_contents|curl_exec|fopen)\(\s{0,4}(?:["']https?:|\$)|\b(?:include|require)(?:_once)?\s{0,4}\(?\s{0,4}["']https?:\/\//g,
  },
  {
    languages: ['php'],
    mention: /file_get_contents|curl_exec/,
    pattern:
      /\$(\w{1,40})\s{0,4}=\s{0,4}@?(?:file_get_contents\(\s{0,4}["']https?:|curl_exec\()[\s\S]{0,400}?(?:\beval|\bassert)\s{0,4}\(\s{0,4}(?:["']\s{0,4}\?>\s{0,4}["']\s{0,4}\.\s{0,4})?\$\1\b/g,
  },
  {
    languages: ['perl'],
    mention: /\bget\b|LWP/,
    pattern:
      /\beval\s{0,4}\(?\s{0,4}(?:LWP::Simple::)?get\s{0,4}\(?\s{0,4}["']https?:|\b(?:getstore|mirror)\(\s{0,4}["']https?:[^\n]{1,300}?,\s{0,4}(["'][^"'\n]{1,120}["'])\s{0,4}\)[\s\S]{0,300}?(?:\bsystem|\bexec|`)\s{0,4}\(?[^\n]{0,60}\1/g,
  },
  {
    languages: ['ruby'],
    mention: /\beval\b|instance_eval/,
    pattern:
      /\b(?:instance_)?eval\s{0,4}\(?\s{0,4}(?:URI\.)?(?:open|Net::HTTP\.get|HTTParty\.get|URI\()\s{0,4}\(?[^\n]{0,20}https?:/g,
  },
  {
    languages: ['lua'],
    mention: /http\.request/,
    pattern: /\bload(?:string)?\(\s{0,8}(?:require\s{0,4}\(?["']socket\.http["']\)?|http)\.request\(/g,
  },
  {
    languages: ['powershell'],
    mention: /downloadstring|iwr|invoke-webrequest|irm|invoke-restmethod|downloadfile|downloaddata/i,
    pattern:
      /(?:\biex\b|\bInvoke-Expression\b|&\s{0,4}\(\[scriptblock\]::Create)[^\n]{0,120}?(?:\.Download(?:String|Data)\(|\biwr\b|\birm\b|\bInvoke-WebRequest\b|\bInvoke-RestMethod\b)|(?:\.DownloadString\(|\biwr\b|\birm\b|\bInvoke-WebRequest\b|\bInvoke-RestMethod\b)[^\n|]{0,300}\|\s{0,4}(?:iex\b|Invoke-Expression\b)|\.DownloadFile\([^\n,]{1,300},\s{0,4}(["'$][^)\n]{1,120})\)[\s\S]{0,200}?(?:Start-Process|Invoke-Item|&|cmd(?:\.exe)?\s{1,4}\/c)\s{0,4}\(?\1/gi,
  },
];

const URL = /\b(?:https?|ftp):\/\/[^\s"'`|;)<>\\]{3,300}/i;

/** Code that fetches a program and runs it, by its own means or a shell's. */
export function recognizeFetchAndRun(text: string, language?: SourceLanguage): Recognition[] {
  const found: Recognition[] = [];
  for (const { languages, mention, pattern } of SHAPES) {
    if ((language !== undefined && !languages.includes(language)) || !mention.test(text)) continue;
    for (const match of places(text, pattern, 8)) {
      const url = urlOf(text, match.index, match[0].length);
      if (url !== undefined && isKnownInstaller(url)) continue;
      found.push({
        rule: 'malware/program-fetched-and-run',
        weight: fetchWeight(url),
        family: 'download',
        at: match.index,
        excerpt: excerptAt(text, match.index),
        does: `downloads a program from ${url ?? 'an address that it is given'} and runs it`,
      });
    }
  }
  for (const { line, at } of shellLines(text)) {
    for (const one of recognizeShellText(line)) found.push({ ...one, at });
  }
  return found;
}

/** The address in what was matched; of a name in it, what the name was set to. */
function urlOf(text: string, at: number, length: number): string | undefined {
  const plain = URL.exec(text.slice(at, at + length + 250));
  if (plain) return plain[0];
  const near = around(text, at, { before: 1_200, after: length + 250 });
  for (const value of constantsOf(near).values()) if (/^(?:https?|ftp):\/\//i.test(value)) return value;
  return undefined;
}

const RUNNERS =
  /(?:\b(?:system|popen|exec|execSync|execFile|spawn|spawnSync|Popen|run|call|check_call|check_output|getoutput|getstatusoutput|shell_exec|passthru|execute|Command|ProcessBuilder|capture2e?|create_subprocess_shell|create_subprocess_exec)\s{0,4}[({[\s]\s{0,8}|`|\bqx\s{0,2}[{([|]|%x[{([])/g;
const HINT = /curl|wget|\/dev\/tcp|\bnc\b|ncat|mkfifo|base64|\.npmrc|id_rsa|printenv|xxd|lwp-download/;
const MOST_LINES = 200;

/** Texts that a program hands to a shell: `os.system("…")`, backticks, `execSync('…')`. */
function* shellLines(text: string): Generator<{ line: string; at: number }> {
  if (!HINT.test(text)) return;
  let count = 0;
  for (const match of text.matchAll(RUNNERS)) {
    const start = match.index + (match[0].endsWith('`') ? match[0].length - 1 : match[0].length);
    const rest = text.slice(start, start + 3_000);
    const line = argumentText(rest);
    if (line === undefined || !HINT.test(line)) continue;
    yield { line, at: match.index };
    if (++count >= MOST_LINES) return;
  }
}

const STRING = /^[brufBRUF]{0,2}("""|'''|["'`])((?:\\.|(?!\1)[^\\]){1,2500})\1/s;
const LIST =
  /^(?:\[|\(|new\s{1,4}String\[\]\s{0,4}\{|\{)?\s{0,8}((?:["'][^"'\n]{0,300}["']\s{0,8},\s{0,8}\[?\s{0,8}){1,6})(["'])((?:\\.|(?!\2)[^\\]){1,2500})\2/s;

/** The first string, or the last one of a list: `["sh", "-c", "…"]`. */
function argumentText(rest: string): string | undefined {
  const list = LIST.exec(rest);
  if (list) {
    const words = [...(list[1] ?? '').matchAll(/["']([^"'\n]{0,300})["']/g)].map((word) => word[1] ?? '');
    return [...(words.includes('-c') || words.includes('/c') ? [] : words), clean(list[3] ?? '')].join(' ');
  }
  const string = STRING.exec(rest);
  return string?.[2] === undefined ? undefined : clean(string[2]);
}

function clean(literal: string): string {
  return literal.replace(/\\(["'\\`$])/g, '$1').replace(/\\n/g, '\n');
}
