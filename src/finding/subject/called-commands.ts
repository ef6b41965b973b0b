import { limits } from '../../base/limits.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { ProgramText } from '../program-text.ts';
import { shellCallsIn } from '../programs/shell-calls.ts';
import { MAY_HARM } from './may-harm.ts';

/** What longer programs start is looked for by what they say alone. */
const LONGEST_PROGRAM = 256 * 1_024;
const MOST_CALLS = 2_000;
const STARTS =
  /system|popen|exec|spawn|subprocess|passthru|eval|assert|Command|Process|loadstring|Function|qx|`|%x|\bopen\b/;

/** What programs in other languages would have a shell do. */
export function commandsInPrograms(
  programs: readonly ProgramText[],
  environment: ReadonlyMap<string, string>,
): PlannedCommand[] {
  const commands: PlannedCommand[] = [];
  let calls = 0;
  for (const { text, language, place, reach, when } of programs) {
    if (text.length > LONGEST_PROGRAM || !STARTS.test(text)) continue;
    const fixed = place.path === undefined ? { line: place.line } : {};
    for (const call of shellCallsIn({ text, language, ...fixed }, environment)) {
      if (!MAY_HARM.test(call.text) || calls++ >= MOST_CALLS || commands.length >= limits.planCommands) continue;
      const { line: _, ...where } = place;
      const read = readScript(call.text, {
        place: { ...where, decoded: [...place.decoded, ...call.decoded] },
        line: call.line,
        environment,
      });
      commands.push(...read.commands.map((command) => ({ ...command, reach, when })));
    }
  }
  return commands;
}
