import type { ScriptReader } from './script-reader.ts';
import { readScript } from './shell/read-script.ts';
import { shellWork } from './shell/work.ts';

/** Reads shell texts with the evaluator: all of one plan within one budget. */
export function createScriptReader(): ScriptReader {
  const work = shellWork();
  return (text, { place: { line, ...place }, env, name, words, folder, user, readFile }) =>
    readScript(text, {
      work,
      place,
      ...(line > 1 || place.path === undefined ? { line } : {}),
      environment: env,
      name,
      arguments: words,
      workingDirectory: `/${folder}`,
      user: user ?? 'root',
      readFile,
    });
}
