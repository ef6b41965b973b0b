import { limits } from '../../base/limits.ts';
import type { ContentMatch, ContentPlace, ContentSignal } from '../content/content-signal.ts';
import type { ContentDetector } from '../detector.ts';
import { isMediaName } from '../tampering/file-extensions.ts';
import { isInLanguageFolder, isSample } from '../tampering/places.ts';

/** Lines that begin like commands of a shell. */
const COMMAND_LINE =
  /(?:^|[;&|]|\b(?:then|do|else)\b)[ \t]*(?:(?:sudo|nohup|exec|eval)[ \t]+)*(?:\/?(?:usr\/)?s?(?:bin\/)?)(?:curl|wget|chmod|chown|chattr|mkdir|rm|mv|cp|kill|pkill|killall|crontab|nohup|bash|sh|setenforce|iptables|systemctl|service|export|sleep|echo|ps|cat|tar|sysctl|apt-get|yum|apk|if \[|while |for \w{1,20} in)(?=[ \t;"'[]|$)/gm;
const FEWEST_LINES = 2;
/** What pictures written as text, and pages saved under a picture's name, begin with. */
const NO_SCRIPT =
  /^[\s\ufeff\u00ef\u00bb\u00bf]*(?:<|\{|\[|%PDF|%!PS|P[1-6]\s|\/\*|#define|version https:\/\/git-lfs|GIF8|RIFF|ID3|[A-Za-z0-9+/]{60})/;
const LONGEST_EXCERPT = 160;

const signal: ContentSignal = {
  id: 'malware/script-as-document',
  keywords: [
    'curl ',
    'wget ',
    'chmod ',
    'crontab',
    '/bin/sh',
    '/bin/bash',
    'nohup ',
    'pkill ',
    'killall ',
    'kill -9',
    'mkdir -p',
    'rm -rf',
    'export PATH',
    'setenforce',
    '/dev/tcp/',
    'base64 -d',
  ],
  kinds: ['text', 'script'],
  largest: 4 * 1024 * 1024,
  in: ({ path }) => isMediaName(path) && !isSample(path) && !isInLanguageFolder(path),
  confirm: readAsScript,
};

/** Shell scripts under the names of pictures: the second stage of many droppers. */
export const disguisedScripts: ContentDetector = {
  name: 'disguised-scripts',
  rules: [
    {
      id: 'malware/script-as-document',
      title: 'Shell script under the name of a picture or document',
      meaning: 'The file is a list of commands for a shell, and its name says that it is a picture, sound or document.',
      severity: 'high',
      falsePositives:
        'Pictures that are written as text (SVG, XPM, PBM), web pages saved under the wrong name, pointers of Git LFS, samples and files of packages are not told.',
      references: ['T1036.008', 'T1059.004'],
    },
  ],
  signals: [signal],
  *judge(hits, { path, layer, reach, claim }) {
    const [first] = hits;
    if (!first || claim === 'owned' || claim === 'language') return;
    yield {
      rule: 'malware/script-as-document',
      weight: 'strong',
      family: 'masquerade',
      subject: path,
      evidence: { path, layer, ...(first.line === undefined ? {} : { line: first.line }), excerpt: first.excerpt },
      reach,
      does: 'is a shell script under the name of a document',
    };
  },
};

function readAsScript({ text, isStart }: ContentPlace): ContentMatch | undefined {
  if (isStart && NO_SCRIPT.test(text.slice(0, 256))) return undefined;
  const commands = text.match(COMMAND_LINE) ?? [];
  const hasInterpreter = isStart && text.startsWith('#!');
  if (!hasInterpreter && commands.length < FEWEST_LINES) return undefined;
  const lines = text.split('\n');
  const line = lines.find((each) => !each.startsWith('#') && each.search(COMMAND_LINE) >= 0) ?? lines[0] ?? '';
  return {
    excerpt: line.trim().slice(0, LONGEST_EXCERPT),
    fingerprint: 'script',
    text: text.slice(0, limits.contentText),
  };
}
