import type { ScriptReader } from './script-reader.ts';
import { readScript } from './shell/read-script.ts';

/** Reads a shell text with the evaluator. */
export const readEvaluatedScript: ScriptReader = (
  text,
  { place: { line, ...place }, env, name, words, folder, user, readFile },
) =>
  readScript(text, {
    place,
    ...(line > 1 || place.path === undefined ? { line } : {}),
    environment: env,
    name,
    arguments: words,
    workingDirectory: `/${folder}`,
    user: user ?? 'root',
    readFile,
  });
