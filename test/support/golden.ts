import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { updateGoldens } from './project.ts';

/** Compares with the file of expected JSON; `npm test -- -u` writes it. A missing golden fails. */
export function assertGolden(path: string, actual: unknown): void {
  const text = `${JSON.stringify(actual, null, 2)}\n`;
  if (updateGoldens) writeFileSync(path, text);
  assert.ok(existsSync(path), `${path} is missing: npm test -- -u writes it; then read it`);
  assert.deepEqual(JSON.parse(text), JSON.parse(readFileSync(path, 'utf8')));
}
