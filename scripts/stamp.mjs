// Writes a hash of the compiled code in place of 'unstamped' (src/base/build.ts), so that results cached by one build
// never answer for another.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `folder` holds the compiled src/, as separate files or as a bundle. */
export function stamp(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.js') && !file.endsWith('.test.js'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  for (const { file, text } of files) hash.update(file).update(text);
  const digest = hash.digest('hex');
  const marked = files.filter(({ text }) => MARK.test(text));
  if (marked.length !== 1) throw new Error(`${marked.length} files of ${folder} hold the mark of a build`);
  for (const { file, text } of marked) writeFileSync(join(folder, file), text.replace(MARK, `$1"${digest}"`));
}

const MARK = /(buildId = )["']unstamped["']/;
