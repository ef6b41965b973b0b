import { limits } from '../../base/limits.ts';
import type { Job } from './job.ts';

const MOST_LINES: number = limits.configurationText;
const MOST_JOBS = 500;

/** A shell script as one job; `NAME=value` files and inittab are read as one, too. */
export function scriptJobs(text: string): Job[] {
  const program = /^#!\s{0,9}(?:\S{0,200}\/)?(?:env\s{1,9})?(\w{1,30})/.exec(text)?.[1];
  if (program !== undefined && !/sh$|^(?:openrc|execlineb|runscript|busybox)/.test(program)) return [];
  if (/^\s{0,9}\w{0,4}:[\dS]{0,8}:\w{2,20}:/m.test(text.slice(0, 4_096))) return inittabJobs(text);
  return [{ text, line: 1 }];
}

function inittabJobs(text: string): Job[] {
  return lines(text).flatMap(({ content, line }) => {
    const command = /^[^#:]{0,20}:[^:]{0,20}:[^:]{0,30}:(.+)$/.exec(content)?.[1];
    return command === undefined ? [] : [{ text: command, line }];
  });
}

/** Values of the keys of an ini file, as commands. */
export function keyedJobs(text: string, keys: RegExp): Job[] {
  return lines(text).flatMap(({ content, line }) => {
    const [, key = '', value = ''] = /^([A-Za-z]{2,40})\s{0,9}=\s{0,9}(\S.*)$/.exec(content) ?? [];
    if (key === 'Environment') return [{ text: `export ${value}`, line }];
    // systemd's marks for how to run it.
    return keys.test(key) ? [{ text: value.replace(/^[-@:+!|]{1,6}/, '').replaceAll('%%', '%'), line }] : [];
  });
}

/** What udev rules run. */
export function udevJobs(text: string): Job[] {
  return lines(text).flatMap(({ content, line }) =>
    [...content.matchAll(/\b(?:RUN|PROGRAM|IMPORT)(?:\{program\})?\s{0,9}(?:\+=|:=|==?)\s{0,9}"([^"]{1,2000})"/g)].map(
      ([, command = '']) => ({ text: command, line }),
    ),
  );
}

const HOOK =
  /\b(?:Pre-Invoke|Post-Invoke(?:-\w{1,20})?|Pre-Install-Pkgs|Update-Post-Invoke|Proxy-Auto-Detect|ProxyAutoDetect)\b/;

/** Commands of apt's settings: quoted, between braces or behind the key. */
export function aptJobs(text: string): Job[] {
  const jobs: Job[] = [];
  let isOpen = false;
  for (const { content, line } of lines(text)) {
    const at = content.search(HOOK);
    if (at >= 0) isOpen = true;
    if (!isOpen || /^\s{0,40}(?:\/\/|#)/.test(content)) continue;
    const part = at >= 0 ? content.slice(at) : content;
    for (const [, command = ''] of part.matchAll(/"((?:[^"\\]|\\.){1,4000})"/g))
      jobs.push({ text: command.replaceAll('\\"', '"'), line });
    if (/\}\s{0,9};?\s{0,9}$/.test(part) || (!part.includes('{') && at >= 0 && /;\s{0,9}$/.test(part))) isOpen = false;
  }
  return jobs.slice(0, MOST_JOBS);
}

/** Commands of dpkg, pacman and dnf. */
export function dpkgJobs(text: string): Job[] {
  if (text.startsWith('#!')) return scriptJobs(text);
  return lines(text).flatMap(({ content, line }) => {
    const [, quoted] = /^(?:pre-invoke|post-invoke|status-logger|Exec)\s{0,9}=\s{0,9}(\S.*)$/.exec(content) ?? [];
    // glob:state:command
    const action = /^[^#:\s]{1,200}:(?:in|out|any):(.+)$/.exec(content)?.[1];
    const command = quoted?.replace(/^(["'])(.*)\1$/, '$2') ?? action;
    return command === undefined ? [] : [{ text: command, line }];
  });
}

const GIT_COMMANDS =
  /^(?:fsmonitor|pager|editor|sshcommand|askpass|gitproxy|helper|textconv|clean|smudge|process|external|program|cmd|driver|hookspath|sequence\.editor|uploadpack|receivepack|packobjectshook)$/;

/** Commands that git runs for its settings and aliases. */
export function gitJobs(text: string): Job[] {
  let section = '';
  return lines(text).flatMap(({ content, line }) => {
    section = /^\[\s{0,9}([\w.-]{1,60})/.exec(content)?.[1]?.toLowerCase() ?? section;
    const [, key = '', raw = ''] =
      /^([A-Za-z][\w-]{0,60})\s{0,9}=\s{0,9}(\S.*)$/.exec(content.replace(/^\[[^\]]{0,200}\]\s{0,9}/, '')) ?? [];
    const value = raw
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('\\"', '"')
      .replaceAll('\\\\', '\\');
    if (section === 'alias') return value.startsWith('!') ? [{ text: value.slice(1), line }] : [];
    return GIT_COMMANDS.test(key.toLowerCase()) ? [{ text: value.replace(/^!/, ''), line }] : [];
  });
}

/** Lines with their continuations joined, trimmed, without remarks. */
function lines(text: string): { readonly content: string; readonly line: number }[] {
  const found: { content: string; line: number }[] = [];
  let open: { content: string; line: number } | undefined;
  for (const [index, raw] of text.split('\n', MOST_LINES).entries()) {
    const trimmed = raw.slice(0, 8_192).trim();
    if (!open && (trimmed === '' || /^[#;]/.test(trimmed))) continue;
    const entry = open ?? { content: '', line: index + 1 };
    const continues = trimmed.endsWith('\\') && entry.content.length < 8_192;
    entry.content = `${entry.content}${continues ? `${trimmed.slice(0, -1).trimEnd()} ` : trimmed}`;
    open = continues ? entry : undefined;
    if (!open) found.push(entry);
  }
  return open ? [...found, open] : found;
}
