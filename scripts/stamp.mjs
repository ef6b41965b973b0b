// Writes a hash of the compiled code into base/build.js, so that results cached by one build never answer for another.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `folder` holds the compiled src/. */
export function stamp(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true }).filter(
    (file) => file.endsWith('.js') && !file.endsWith('.test.js'),
  );
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  const path = join(folder, 'base', 'build.js');
  writeFileSync(path, readFileSync(path, 'utf8').replace("'unstamped'", `'${hash.digest('hex')}'`));
}
