import { limits } from '../../base/limits.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import { addressKind } from './address.ts';
import { fetchWeight, isKnownInstaller } from './known-installers.ts';
import { excerptAt, places, type Recognition } from './recognition.ts';

const LONGEST = 64 * 1_024;
const FETCH = String.raw`(?:^|[\s;&|(\x60"'/])(?:curl|wget|fetch|aria2c|lwp-download|lynx|axel|http)\b(?:\.exe)?`;
const INTERPRETER = String.raw`(?:[\w./]{0,40}/)?(?:(?:sudo|nohup|env|busybox|exec|setsid)\s{1,4}(?:-\w{1,8}\s{1,4})?){0,3}(?:[\w./]{0,40}/)?(?:ba|da|z|k|a)?(?:sh|python[\d.]{0,4}|perl|php|ruby|node)\b`;
const URL = /\b(?:https?|ftp):\/\/[^\s"'`|;)<>\\]{3,300}/i;

const PIPED = new RegExp(String.raw`${FETCH}[^|;\n]{1,400}\|(?:[^|;\n]{1,120}\|){0,2}\s{0,8}${INTERPRETER}`, 'g');
const SUBSTITUTED = new RegExp(
  String.raw`(?:\b(?:ba|da|z|k|a)?sh\s{1,4}(?:-\w{1,4}\s{1,4})?|\beval\s{1,4}|\bsource\s{1,4}|(?:^|[;&\s])\.\s{1,4}|\bpython[\d.]{0,4}\s{1,4}-c\s{1,4})["']?(?:\$\(|\x60|<\()\s{0,4}${FETCH.replace('(?:^|[', '(?:|[')}`,
  'g',
);
const SAVED = new RegExp(
  String.raw`${FETCH}[^\n|]{1,300}?\s(?:-[a-zA-Z]{0,8}[oO]|--output(?:-document)?|>)[\s=]{0,4}["']?([\w./$~{}-]{1,120})[\s\S]{0,400}?(?:\bchmod\s{1,4}[\w+=,]{1,12}\s{1,4}["']?\1["']?[\s\S]{0,200}?(?:[;&\n|]|nohup|sudo)\s{0,8}["']?\1\b|(?:\b(?:ba|da|z|k|a)?sh|\bpython[\d.]{0,4}|\bperl|\bnode|\bphp)\s{1,4}["']?\1\b)`,
  'g',
);
const SOCKET = /\/dev\/(?:tcp|udp)\/([\w.$-]{1,120})\/(\d{1,5}|\$\{?\w{1,40}\}?)/g;
const NETCAT =
  /\b(?:nc|ncat|netcat|nc\.traditional)(?:\.exe)?\s[^|;\n]{0,100}(?:\s-[a-z]{0,5}[ec]|--(?:sh-)?exec)\s{1,4}["']?[\w/]{0,20}(?:sh|cmd)\b/g;
const FIFO =
  /\bmkfifo\b[\s\S]{0,200}?\b(?:sh|bash)\b[\s\S]{0,80}?\|\s{0,4}(?:nc|ncat|netcat|openssl\s{1,4}s_client|telnet)\b/g;
const SENT = new RegExp(
  String.raw`${FETCH}[^\n]{0,400}(?:\s-(?:d|F|T)|\s--(?:data(?:-\w{3,9})?|form|upload-file|post-(?:data|file)))[^\n]{0,200}(?:\$\((?:env|printenv|set|cat\s[^)\n]{0,80}(?:\.npmrc|id_[a-z\d]{3,8}|credentials|\.netrc|passwd))\)|@[^\s]{0,80}(?:\.npmrc|id_[a-z\d]{3,8}|\.aws/|\.docker/config|\.kube/|\.git-credentials|\.netrc|\.pypirc|etc/shadow)|\$\{?(?:NPM_TOKEN|AWS_SECRET_ACCESS_KEY|GITHUB_TOKEN|NODE_AUTH_TOKEN|CI_JOB_TOKEN)|[=:]\$\((?:whoami|hostname|id|pwd)\)|\x60(?:whoami|hostname|env)\x60)`,
  'g',
);
const PIPED_AWAY =
  /(?:\b(?:env|printenv)|\bcat\s[^|\n]{0,100}(?:\.npmrc|id_[a-z\d]{3,8}|\.aws\/credentials|\.netrc|\.git-credentials|etc\/shadow|\.docker\/config\.json))[^\n]{0,120}\|\s{0,4}(?:[^|\n]{0,60}\|\s{0,4}){0,2}(?:curl|wget|nc|ncat|netcat)\b/g;

/** What a shell text would do that no honest one does, whatever program hands it to a shell. */
export function recognizeShellText(given: string): Recognition[] {
  const text = `${given.slice(0, LONGEST)}\n${evaluated(given.slice(0, LONGEST))}`;
  const found: Recognition[] = [];
  for (const pattern of [PIPED, SUBSTITUTED, SAVED]) {
    for (const match of places(text, pattern, 8)) {
      const near = text.slice(match.index, match.index + Math.max(match[0].length, 300));
      const url = URL.exec(near)?.[0];
      if (url !== undefined && isKnownInstaller(url)) continue;
      found.push({
        rule: 'malware/program-fetched-and-run',
        weight: fetchWeight(url),
        family: 'download',
        at: Math.min(match.index, given.length),
        excerpt: excerptAt(text, match.index),
        does: `downloads a script from ${url ?? 'an address that it is given'} and runs it`,
      });
    }
  }
  for (const pattern of [SENT, PIPED_AWAY]) {
    for (const match of places(text, pattern, 4)) {
      found.push({
        rule: 'malware/environment-sent-away',
        weight: 'strong',
        family: 'credential',
        at: Math.min(match.index, given.length),
        excerpt: excerptAt(text, match.index),
        does: 'sends secrets of the machine, or what tells it apart, to somebody else',
      });
    }
  }
  for (const one of shellsIn(text)) found.push({ ...one, at: Math.min(one.at, given.length) });
  return found;
}

function* shellsIn(text: string): Generator<Recognition> {
  for (const match of places(text, SOCKET, 8)) {
    const near = text.slice(Math.max(match.index - 200, 0), match.index + 300);
    if (
      !/\b(?:ba|z|k)?sh\s{1,4}-\w{0,4}i|<&\s{0,2}\d|>&\s{0,2}\d|\bexec\s{1,4}\d{1,3}<>|\bwhile\s{1,4}read\b/.test(near)
    )
      continue;
    // `wait-for-it` only knocks: nothing is executed with the connection.
    if (!/\b(?:ba|z|k|da)?sh\b/.test(near) || !/-i\b|<&|\beval\b|\$\w{1,20}\s{0,4}(?:2?>&|\|)/.test(near)) continue;
    const kind = addressKind(match[1]);
    const isLiteral = kind === 'remote' && /^\d+$/.test(match[2] ?? '');
    yield shellClue(text, match.index, {
      weight: kind === 'local' || kind === 'placeholder' ? 'weak' : isLiteral ? 'certain' : 'strong',
      does: `opens a shell to ${isLiteral ? `${match[1]}:${match[2]}` : 'an address that it is given'}`,
    });
  }
  for (const pattern of [NETCAT, FIFO]) {
    for (const match of places(text, pattern, 4))
      yield shellClue(text, match.index, { weight: 'strong', does: 'ties a shell to a connection with netcat' });
  }
}

function shellClue(text: string, at: number, { weight, does }: Pick<Recognition, 'weight' | 'does'>): Recognition {
  return {
    rule: 'malware/reverse-shell-program',
    family: 'remote-shell',
    weight,
    at,
    excerpt: excerptAt(text, at),
    does,
  };
}

/** The commands as a shell would run them: variables filled in, encoded scripts decoded. */
function evaluated(text: string): string {
  if (!/[$`]|base64|xxd|rev\b|printf|\\/.test(text)) return '';
  const { commands } = readScript(text, { place: { field: 'program', decoded: [] } });
  let lines = '';
  for (const { words, redirections, pipeline } of commands) {
    if (lines.length > limits.shellValue) break;
    const said = [...words, ...redirections.filter(({ kind }) => kind !== 'text').map(({ target }) => target)];
    lines += `${said.map((word) => word.text).join(' ')}${pipeline.position < pipeline.length - 1 ? ' | ' : '\n'}`;
  }
  return lines;
}
