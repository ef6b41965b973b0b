// node scripts/make-starter.mjs <folder of raw advisory data>: derives src/advisory/starter/derived-facts.ts from the
// records of the feeds themselves. Compile first: npm test -- starter.
import { readFileSync, writeFileSync } from 'node:fs';
import { projectRoot } from './project.mjs';

const { deriveFacts, writeFacts } = await import(`${projectRoot}/.build/test/support/starter-facts.js`);
const data = process.argv[2];
if (!data) throw new Error('which folder of advisory data?');
const facts = writeFacts(await deriveFacts(data));
const head = readFileSync(`${projectRoot}/src/advisory/starter/derived-facts.ts`, 'utf8').split('= `')[0];
writeFileSync(`${projectRoot}/src/advisory/starter/derived-facts.ts`, `${head}= \`\n${facts}\`;\n`);
