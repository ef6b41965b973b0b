import type { ContentDetector, ImageDetector } from '../detector.ts';
import { clueOfFile, clueOfProgram } from '../programs/make-clue.ts';
import { heaviest, type Recognition } from '../programs/recognition.ts';
import { recognizeOnce } from '../programs/recognize-once.ts';
import { recognizeProgram } from '../programs/recognize-program.ts';
import { webShellRule } from '../programs/rules.ts';
import { isPictureName, mayBePage, sourceLanguage } from '../programs/source-language.ts';
import { textNear } from '../programs/text-near.ts';
import { namedShellWords } from '../programs/web-shells/named.ts';

const BASIC = /\.(?:asp|aspx|ashx|asmx|cer|asa|jsp|jspx|cfm)$|\/[^.]*$/i;
const SCRIPT = /\.(?:[cm]?[jt]sx?|vue)$|\/[^.]*$/i;
const PYTHON = /\.(?:py|cgi|wsgi|fcgi)$|\/[^.]*$/i;
/** What is plain elsewhere: words of one language's requests are looked for in its files, and in those that do not say. */
const ONLY_IN: Readonly<Record<string, RegExp>> = {
  'params[': /\.(?:rb|ru|erb|rhtml|cgi)$|\/[^.]*$/i,
  'param(': /\.(?:pl|pm|cgi|fcgi|rb|java|jsp|jspx)$|\/[^.]*$/i,
  'request(': BASIC,
  'request.item': BASIC,
  'req.query': SCRIPT,
  'req.body': SCRIPT,
  'getvalue(': PYTHON,
  'request.args': PYTHON,
  'request.form': /\.(?:py|cgi|wsgi|asp|aspx|ashx|asmx|cer|asa)$|\/[^.]*$/i,
  'request.values': PYTHON,
};
/** Something near must run what the request brings. */
const RUNS =
  /eval|assert|system|exec|passthru|popen|proc_open|create_function|preg_replace|call_user|array_map|usort|include|require|Runtime|Process|defineClass|Assembly|subprocess|spawn|Function|send\(|\$\{?\w*["'}\]]*\(|`/i;

/** Pages that run what a request brings. */
export const webShells: ContentDetector & ImageDetector = {
  name: 'web-shells',
  rules: [webShellRule],
  signals: [
    {
      id: webShellRule.id,
      keywords: [
        '$_POST',
        // Short keywords are not looked for in pictures.
        '$_post[',
        "$_get['",
        '$_get["',
        'eval($_',
        'system($_',
        'assert($_',
        'passthru($',
        'shell_exec($',
        '$_GET[',
        '$_GET{',
        '$_request',
        '$_cookie',
        '$_server[',
        'php://input',
        'getallheaders(',
        '{"_PO',
        '{"_GE',
        'create_function',
        'str_replace(',
        'getruntime()',
        'processbuilder(',
        'defineclass',
        'request(',
        'request.item',
        'processstartinfo',
        'process.start(',
        'assembly.load',
        'request.args',
        'request.form',
        'request.values',
        'getvalue(',
        'req.query',
        'req.body',
        'param(',
        'params[',
        'gzinflate',
        'base64_decode',
        '$_[_',
        ...namedShellWords,
      ],
      largest: 2 * 1024 * 1024,
      in: mayBePage,
      confirm(place) {
        if (!(ONLY_IN[place.keyword]?.test(place.file.path) ?? true) || !RUNS.test(place.text)) return undefined;
        const near = textNear(place);
        const one = recognized(near, place.file).find(({ weight }) => weight !== 'weak');
        return one && { excerpt: one.excerpt, fingerprint: one.does, text: near };
      },
    },
  ],
  *judge(hits, file) {
    for (const one of heaviest(hits.flatMap(({ text = '' }) => recognized(text, file)))) {
      const clue = one.weight === 'weak' ? undefined : clueOfFile(one, file);
      if (clue) yield clue;
    }
  },
  *inspect(subject) {
    for (const program of subject.programs) {
      for (const one of recognizeOnce(program)) {
        if (one.rule !== webShellRule.id || one.weight === 'weak') continue;
        const clue = clueOfProgram(one, program, subject);
        if (clue) yield clue;
      }
    }
  },
};

function recognized(text: string, { path, size }: { readonly path: string; readonly size: number }): Recognition[] {
  const isPicture = isPictureName(path);
  const language = isPicture ? (/<\?(?:php|=)/i.test(text) ? 'php' : undefined) : sourceLanguage(path, text);
  if (language === undefined || language === 'shell') return [];
  const found = recognizeProgram(text, language, size).filter(({ rule }) => rule === webShellRule.id);
  return isPicture
    ? found.map((one) => ({ ...one, weight: 'certain', does: `${one.does}, under the name of a picture` }))
    : found;
}
