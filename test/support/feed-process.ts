// A process of its own that writes generations of a feed until it is killed, or reads them for a while.
import { openFeedFolder } from '../../src/advisory/feed-folder.ts';
import { checkGeneration, writeGeneration } from './feed-generations.ts';

const [, , task = '', path = '', durationMs = '0'] = process.argv;
const folder = openFeedFolder(path);

if (task === 'write') {
  // Should nobody be left to kill it.
  for (let generation = process.pid; process.uptime() < 60; generation++) {
    await writeGeneration(folder, generation);
    process.stdout.write('w');
  }
}
if (task !== 'read') process.exit(0);
const end = Date.now() + Number(durationMs);
let reads = 0;
do {
  checkGeneration(folder);
  reads++;
} while (Date.now() < end);
process.stdout.write(String(reads));
