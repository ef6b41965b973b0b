import { limits } from '../../base/limits.ts';
/** Somebody who may become root, or somebody else, without a password. */
export interface SudoGrant {
  /** `www-data`, `%wheel`, `ALL`. */
  readonly who: string;
  readonly excerpt: string;
}

const MOST_LINES: number = limits.configurationText;
const SPECIFICATION = /^("[^"]{1,100}"|[^\s=]{1,200})\s+[^=]{1,200}=\s*(?:\([^)]{0,200}\)\s*)?(.{1,4000})$/;
const ANYTHING = /\bNOPASSWD\s*:\s*(?:[A-Z_]{2,20}\s*:\s*){0,6}(?:ALL\b|\/(?:usr\/)?bin\/(?:ba|da|z|k|c)?sh\b)/;

/** Rules that let somebody run anything without being asked for a password. */
export function openGrants(text: string): SudoGrant[] {
  const grants: SudoGrant[] = [];
  for (const line of wholeLines(text)) {
    const isDefault = /^Defaults\S{0,200}\s/.test(line);
    if (isDefault && /(?:^|[\s,])!\s*authenticate\b/.test(line)) {
      const who = /^Defaults:(\S{1,200})/.exec(line)?.[1] ?? 'ALL';
      grants.push({ who, excerpt: line });
    }
    if (isDefault || /^(?:User|Runas|Host|Cmnd|Cmd)_Alias\s/.test(line)) continue;
    const [, who, commands = ''] = SPECIFICATION.exec(line) ?? [];
    if (who !== undefined && ANYTHING.test(commands)) grants.push({ who: who.replaceAll('"', ''), excerpt: line });
  }
  return grants;
}

/** Paths that sudo takes programs, or more rules, from. */
export function sudoPaths(text: string): string[] {
  return wholeLines(text).flatMap((line) => {
    const path = /\bsecure_path\s{0,9}=\s{0,9}"?([^",\s]{1,2000})/.exec(line)?.[1];
    if (path !== undefined) return path.split(':', 64);
    return /^[@#]include(?:dir)?\s{1,9}(\S{1,1000})$/.exec(line)?.slice(1, 2) ?? [];
  });
}

/** Lines with their continuations, without remarks. */
function wholeLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const raw of text.split('\n', MOST_LINES)) {
    const line = `${open}${raw.trim()}`.slice(0, 8_192);
    open = '';
    if (line.endsWith('\\')) {
      open = `${line.slice(0, -1).trimEnd()} `;
      continue;
    }
    // `#1000` is a user by number.
    const content = /^#(?:\d|include)/.test(line) ? line : (line.split(/(?:^|\s)#/, 1)[0] ?? '');
    if (content.trim() !== '') lines.push(content.trim());
  }
  return lines;
}
