import { readFileSync } from 'node:fs';

export interface ComparedVersions {
  readonly line: string;
  readonly a: string;
  readonly b: string;
  /** What a comparison must say of them: -1, 0 or 1. */
  readonly order: number;
}

/** Lines `a < b`, `a = b`, `a > b`; others are left out. */
export function readComparisons(path: string): ComparedVersions[] {
  return lines(path).flatMap((line) => {
    const [, a, sign, b] = /^(\S.*?) ([<=>]) (\S.*)$/.exec(line) ?? [];
    if (a === undefined || b === undefined || sign === undefined) return [];
    return [{ line, a, b, order: sign === '<' ? -1 : sign === '>' ? 1 : 0 }];
  });
}

/** Lines `! version`: versions that the order cannot place. */
export function readInvalid(path: string): string[] {
  return lines(path).flatMap((line) => (line.startsWith('! ') ? [line.slice(2)] : []));
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#') && !line.startsWith('//'));
}
