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

/** The same for a text: documents that are written from the program, and pictures of what it prints. */
export function assertTextGolden(path: string, text: string): void {
  if (updateGoldens) writeFileSync(path, text);
  assert.ok(existsSync(path), `${path} is missing: npm test -- -u writes it; then read it`);
  assert.equal(readFileSync(path, 'utf8'), text, `${path} is out of date: npm test -- -u writes it; then read it`);
}
