import { limits } from '../../base/limits.ts';
/** One setting of an SSH server. */
export interface SshdSetting {
  /** In lower case. */
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
  /** Behind a `Match`: it holds for some only. */
  readonly isMatched: boolean;
}

const MOST_LINES: number = limits.configurationText;

/** Reads sshd_config. The first of several values counts, but for `port` and the like. */
export function readSshdConfig(text: string): SshdSetting[] {
  let isMatched = false;
  return text.split('\n', MOST_LINES).flatMap((raw, index) => {
    const line = raw.slice(0, 4_096).trim();
    const [, key = '', value = ''] = /^([A-Za-z]{2,60})(?:\s+|\s*=\s*)(\S.*)$/.exec(line) ?? [];
    if (key === '') return [];
    if (key.toLowerCase() === 'match') isMatched = true;
    return [{ key: key.toLowerCase(), value: value.replace(/\s{1,20}#.*$/, '').trim(), line: index + 1, isMatched }];
  });
}

/** Settings that name programs: the rest of the line is a command. */
export function commandOf({ key, value }: SshdSetting): string | undefined {
  if (/^(?:authorizedkeyscommand|authorizedprincipalscommand|forcecommand|pamservicename)$/.test(key)) return value;
  return key === 'subsystem' ? value.replace(/^\S+\s+/, '') : undefined;
}
