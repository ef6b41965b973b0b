import { limits } from '../../base/limits.ts';
import { reaches } from '../../behavior/reach.ts';
import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { ProgramText } from '../program-text.ts';
import { baseName, interpreterLanguage } from './script-language.ts';

/** Options behind which a program's text stands. */
const CODE_OPTIONS: Readonly<Record<string, RegExp>> = {
  python: /^-[a-zA-Z]*c$/,
  perl: /^-[a-zA-Z0-9]*[eE]$/,
  php: /^-[a-zA-Z]*[rBRE]$|^--run$/,
  ruby: /^-[a-zA-Z0-9]*e$/,
  node: /^(?:-[a-z]*[ep]|-pe|--eval|--print|eval)$/,
  lua: /^-e$/,
};

/** Texts of programs in commands: `python -c '…'`, and what is piped or fed into an interpreter. */
export function programsInCommands(commands: readonly PlannedCommand[]): ProgramText[] {
  return commands.flatMap((command) => {
    const at = interpreterAt(command);
    const language = interpreterLanguage(baseName(command.words[at]?.text ?? ''));
    if (!language || language === 'shell') return [];
    const { place, reach, when } = command;
    const option = CODE_OPTIONS[language];
    const words = command.words.slice(at + 1);
    const code = words.findIndex(({ text }) => option?.test(text) ?? false);
    const texts =
      code >= 0
        ? [words[code + 1]?.text]
        : words.some(({ text }) => !text.startsWith('-'))
          ? []
          : [command.input?.text];
    return texts
      .filter((text) => text !== undefined)
      .map((text) => ({ language, text: text.slice(0, limits.programText), place, reach, when }));
  });
}

/** Behind `exec`, `nohup`, `env A=b`, `sudo -u x` and the like. */
function interpreterAt({ words }: PlannedCommand): number {
  const most = Math.min(words.length, 8);
  for (let at = 0; at < most; at++) {
    const name = baseName(words[at]?.text ?? '');
    if (interpreterLanguage(name) !== undefined && name !== 'busybox') return at;
  }
  return 0;
}

export function nearestFirst(programs: readonly ProgramText[], onOver: () => void): ProgramText[] {
  let left: number = limits.programTexts;
  return programs
    .map((program, index) => ({ program, index }))
    .sort((a, b) => reaches.indexOf(a.program.reach) - reaches.indexOf(b.program.reach) || a.index - b.index)
    .map(({ program }) => program)
    .filter(({ text }) => {
      left -= text.length;
      if (left < 0) onOver();
      return left >= 0;
    });
}
