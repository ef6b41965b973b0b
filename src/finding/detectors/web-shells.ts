import type { ContentDetector, ImageDetector } from '../detector.ts';
import { clueOfFile, clueOfProgram } from '../programs/make-clue.ts';
import { heaviest, type Recognition } from '../programs/recognition.ts';
import { recognizeOnce } from '../programs/recognize-once.ts';
import { recognizeProgram } from '../programs/recognize-program.ts';
import { webShellRule } from '../programs/rules.ts';
import { isPictureName, mayBePage, sourceLanguage } from '../programs/source-language.ts';
import { namedShellWords } from '../programs/web-shells/named.ts';

const NEAR = { before: 2_048, after: 6_144 };

/** Pages that run what a request brings. */
export const webShells: ContentDetector & ImageDetector = {
  name: 'web-shells',
  rules: [webShellRule],
  signals: [
    {
      id: webShellRule.id,
      keywords: [
        '$_post',
        '$_get[',
        '$_get{',
        '$_request',
        '$_cookie',
        '$_server[',
        'php://input',
        'getallheaders(',
        '{"_po',
        '{"_ge',
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
      confirm({ file, text, at }) {
        const near = text.slice(Math.max(at - NEAR.before, 0), at + NEAR.after);
        const one = recognized(near, file).find(({ weight }) => weight !== 'weak');
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
