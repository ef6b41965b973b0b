import type { ProgramText } from '../program-text.ts';
import type { Recognition } from './recognition.ts';
import { recognizeProgram } from './recognize-program.ts';
import { languageOfProgram } from './source-language.ts';

const known = new WeakMap<ProgramText, readonly Recognition[]>();

/** What is hostile in a program; several detectors ask for the same one. */
export function recognizeOnce(program: ProgramText): readonly Recognition[] {
  const before = known.get(program);
  if (before) return before;
  const { language, text, place } = program;
  const found = recognizeProgram(text, languageOfProgram(language, place.path, text));
  known.set(program, found);
  return found;
}
