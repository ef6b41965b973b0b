import { readInstruction } from '../history/read-instruction.ts';

/** The shell text of a `RUN` that stands in a build history; undefined for other instructions. */
export function historyScript(createdBy: string): string | undefined {
  return readInstruction({ createdBy, emptyLayer: false }).run?.script;
}
