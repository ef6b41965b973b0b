import { excerptAt, places, type Recognition, type SourceLanguage } from '../recognition.ts';

interface ServerShape {
  readonly languages: readonly SourceLanguage[];
  readonly mention: RegExp;
  readonly pattern: RegExp;
  readonly weight: Recognition['weight'];
  readonly does: string;
}

const COMMANDS = 'runs commands that a request brings';
const CODE = 'runs code that a request brings';
const JAVA_REQUEST = String.raw`request\.get(?:Parameter|Header|QueryString|Reader|InputStream|Attribute|Cookies)\b`;
const WEB_REQUEST = String.raw`(?:flask\.)?request\.(?:args|form|values|data|json|cookies|headers|GET|POST|query|params|query_params|get_data|get_json)\b|self\.request\.|self\.get_(?:query_)?argument\(|form\.getvalue\(|FieldStorage\(\)|self\.headers\[|web\.input\(`;
const NODE_REQUEST = String.raw`(?:req|request|ctx)\.(?:query|body|params|headers|cookies|url)\b|url\.parse\(\s{0,4}req\.url`;

const SHAPES: readonly ServerShape[] = [
  {
    languages: ['java'],
    mention: /getRuntime|ProcessBuilder/,
    pattern: new RegExp(String.raw`(?:\.exec|\bProcessBuilder)\(\s{0,8}[^;\n]{0,120}?${JAVA_REQUEST}`, 'g'),
    weight: 'certain',
    does: COMMANDS,
  },
  {
    languages: ['java'],
    mention: /getRuntime|ProcessBuilder/,
    pattern: new RegExp(
      String.raw`\b(\w{1,40})\s{0,4}=\s{0,4}[^;\n]{0,60}?${JAVA_REQUEST}[\s\S]{0,1500}?(?:\.exec|\bProcessBuilder)\([^;]{0,120}?\b\1\b`,
      'g',
    ),
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['java'],
    mention: /defineClass/,
    pattern:
      /\bdefineClass\b(?=[\s\S]{0,3000}?request\.get(?:Reader|Parameter|InputStream)|)(?=[\s\S]{0,3000}?(?:Cipher|Base64|BASE64|xor))/g,
    weight: 'strong',
    does: 'loads classes that a request brings',
  },
  {
    languages: ['asp'],
    mention: /eval|execute/i,
    pattern: /\b(?:eval|execute|executeglobal)\s{0,4}\(?\s{0,4}(?:\w{1,20}\(\s{0,4}){0,3}request\b\s{0,2}[.([]/gi,
    weight: 'certain',
    does: CODE,
  },
  {
    languages: ['asp'],
    mention: /process|wscript\.shell/i,
    pattern:
      /(?:\bProcess\.Start|\bProcessStartInfo|\.Exec|\.Run|\.Arguments\s{0,4}=)\s{0,4}\(?\s{0,4}[^;\n]{0,120}?\bRequest\b\s{0,2}(?:\.(?:Form|QueryString|Item|Params|Headers|Cookies)|[[(])/gi,
    weight: 'certain',
    does: COMMANDS,
  },
  {
    languages: ['asp'],
    mention: /process|wscript\.shell/i,
    pattern:
      /\bcmd(?:\.exe)?\b[\s\S]{0,1500}?(?:\/c\s{0,4}["']\s{0,4}[+&]\s{0,4}(?:\w{1,20}\.Text|arg|cmd|command|\w{0,8}Cmd\w{0,8})\b)[\s\S]{0,1500}?(?:StandardOutput|\.StdOut|Process\.Start|Response\.Write)/gi,
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['asp'],
    mention: /assembly\.load/i,
    pattern:
      /\bAssembly\.Load\((?=[\s\S]{0,600}?\bRequest\b)|\bRequest\b[\s\S]{0,1200}?\bAssembly\.Load\b|\bAssembly["']?\)[\s\S]{0,300}?\bLoad\b[\s\S]{0,600}?\bRequest\.BinaryRead/gi,
    weight: 'strong',
    does: 'loads an assembly that a request brings',
  },
  {
    languages: ['node'],
    mention: /createServer|express|koa|fastify/,
    pattern: /\b(?:execSync|exec|spawnSync|spawn|eval)\(\s{0,8}[^;\n]{0,100}?\burl\b[^;\n]{0,40}\)\.query\.\w{1,20}/g,
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['python'],
    mention: /request|FieldStorage|getvalue|self\.headers|web\.input/,
    pattern: new RegExp(
      String.raw`(?:\bos\.(?:system|popen)|\bsubprocess\.\w{1,20}|\bPopen|\bgetoutput|(?<![\w.])eval|(?<![\w.])exec)\(\s{0,8}(?:str\(|base64\.b64decode\(|unquote\(){0,3}(?:${WEB_REQUEST})`,
      'g',
    ),
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['python'],
    mention: /request|FieldStorage|getvalue|self\.headers|web\.input/,
    pattern: new RegExp(
      String.raw`\b(\w{1,40})\s{0,4}=\s{0,4}(?:str\(|base64\.b64decode\(){0,2}(?:${WEB_REQUEST})[^\n]{0,80}\n[\s\S]{0,400}?(?:\bos\.(?:system|popen)|\bsubprocess\.\w{1,20}|\bPopen|\bgetoutput)\(\s{0,8}\1\s{0,4}[),]`,
      'g',
    ),
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['node'],
    mention: /child_process|eval/,
    pattern: new RegExp(
      String.raw`(?:(?<![\w.])exec(?:Sync)?|\.exec(?:Sync)|child_process["']?\)?\.exec|(?<![\w.])eval)\(\s{0,8}(?:String\(|decodeURIComponent\(){0,2}(?:${NODE_REQUEST})`,
      'g',
    ),
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['perl'],
    mention: /param|QUERY_STRING/,
    pattern:
      /(?:\bsystem|\bexec|\beval)\s{0,4}\(?\s{0,4}(?:\$\w{1,10}->)?param\(|`\s{0,4}(?:\$\{\\?\s{0,4}|\$\w{1,10}->)?param\(|\bopen\(\s{0,4}\w{1,20}\s{0,4},\s{0,4}["']\|?\s{0,2}["']?\s{0,2}\.?\s{0,2}(?:\$\w{1,10}->)?param\(|\b(?:system|exec)\s{0,4}\(?\s{0,4}["']?\$ENV\{["']?QUERY_STRING/g,
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['ruby'],
    mention: /params/,
    pattern:
      /(?:(?<![\w.])system|(?<![\w.])exec|\beval|IO\.popen|Open3\.capture2e?)\s{0,2}\(?\s{0,4}params\s{0,2}\[|`\s{0,4}#\{\s{0,4}params\s{0,2}\[[^\]\n]{1,40}\]\s{0,4}\}\s{0,4}`|%x[{([]\s{0,4}#\{\s{0,4}params\s{0,2}\[/g,
    weight: 'strong',
    does: COMMANDS,
  },
  {
    languages: ['lua'],
    mention: /ngx\.(?:req|var)|get_uri_args/,
    pattern:
      /\b(?:io\.popen|os\.execute|loadstring|load)\(\s{0,4}(?:ngx\.(?:req\.get_(?:uri|post)_args\(\)|var\.arg_)|args?\s{0,2}[.[])/g,
    weight: 'strong',
    does: COMMANDS,
  },
];

/** Server pages and handlers of other languages than PHP that run what a request brings. */
export function* recognizeServerWebShell(
  { folded: text, size }: { readonly folded: string; readonly size: number },
  language?: SourceLanguage,
): Generator<Recognition> {
  for (const { languages, mention, pattern, weight, does } of SHAPES) {
    if ((language !== undefined && !languages.includes(language)) || !mention.test(text)) continue;
    for (const match of places(text, pattern, 2)) {
      yield {
        rule: 'malware/web-shell',
        family: 'web-shell',
        weight: weight === 'certain' && size > 16_384 ? 'strong' : weight,
        at: match.index,
        excerpt: excerptAt(text, match.index),
        does,
      };
    }
  }
}
