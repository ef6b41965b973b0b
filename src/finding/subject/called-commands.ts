import { limits } from '../../base/limits.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { ProgramText } from '../program-text.ts';
import { type ShellCall, shellCallsIn } from '../programs/shell-calls.ts';
import { MAY_HARM } from './may-harm.ts';

/** What longer programs start is looked for by what they say alone. */
const LONGEST_PROGRAM = 256 * 1_024;
const MOST_CALLS = 2_000;
const MOST_TOGETHER = 20;
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
    const { line: _, ...where } = place;
    const told = shellCallsIn({ text, language, ...fixed }, environment);
    for (const call of [...told, ...together(told)]) {
      if (!MAY_HARM.test(call.text) || calls++ >= MOST_CALLS || commands.length >= limits.planCommands) continue;
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

/** What one call fetches or writes, another one starts. */
function together(calls: readonly ShellCall[]): ShellCall[] {
  const [first] = calls;
  if (!first || calls.length < 2 || calls.length > MOST_TOGETHER) return [];
  return [{ text: calls.map(({ text }) => text).join('\n'), line: first.line, decoded: first.decoded }];
}
