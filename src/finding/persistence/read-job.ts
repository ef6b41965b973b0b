import { FormatError } from '../../base/errors.ts';
import { pathFrom } from '../../behavior/paths.ts';
import { readShebang } from '../../behavior/shebang.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import { shellWork } from '../../behavior/shell/work.ts';
import type { ShellCommand } from '../../behavior/shell-command.ts';
import type { MergedTree } from '../../filesystem/merged-tree.ts';
import type { DetectorSubject } from '../detector.ts';
import type { Job } from './job.ts';
import { type JobSign, jobSigns } from './job-signs.ts';
import { isShell, programOf, scriptOf } from './program-of.ts';

/** Reads jobs of one image within a budget. */
export interface JobReader {
  /** What is wrong with a job that stands in the file at `path`. */
  read(job: Job, path: string): readonly JobSign[];
}

/** Characters of jobs that are read for one image, and of one script that a job runs. */
const MOST_TEXT = 4 * 1024 * 1024;
const LONGEST_SCRIPT = 64 * 1024;
const MOST_CALLED = 20;
const MOST_KNOWN = 10_000;

/** Follows jobs into the scripts they run, one step deep, unless a package owns these. */
export function createJobReader(subject: Pick<DetectorSubject, 'tree' | 'file' | 'leaveOut'>): JobReader {
  let left = MOST_TEXT;
  const work = shellWork();
  const scripts = new Map<string, readonly JobSign[]>();
  const jobs = new Map<string, readonly JobSign[]>();

  return {
    read(job, path) {
      // Many copies of one job cost no more than one.
      const known = jobs.get(job.text);
      if (known) return known;
      const commands = evaluate(job.text, { path, line: job.line });
      const signs = [
        ...jobSigns(commands),
        ...commands.slice(0, MOST_CALLED).flatMap((command) => signsOfCalled(command)),
      ];
      if (jobs.size < MOST_KNOWN) jobs.set(job.text, signs);
      return signs;
    },
  };

  function evaluate(
    text: string,
    { path, line }: { readonly path: string; readonly line?: number },
  ): readonly ShellCommand[] {
    left -= text.length;
    if (left < 0 || work.left <= 0) {
      subject.leaveOut({ code: 'over-limit', message: 'there are too many jobs, or too dear ones, to read them all' });
      return [];
    }
    const place = { path, decoded: [] };
    return readScript(text, { place, work, ...(line === undefined ? {} : { line }), readFile }).commands;
  }

  function readFile(path: string): string | undefined {
    return scriptText(subject.tree, path);
  }

  function signsOfCalled({ words, place: { line } }: ShellCommand): JobSign[] {
    const program = programOf(words.map(({ text }) => text));
    if (!program) return [];
    const called = isShell(program.name) ? scriptOf(program) : program.path;
    if (called === undefined || !called.startsWith('/')) return [];
    const path = pathFrom('', called);
    const known = scripts.get(path) ?? signsOfScript(path);
    scripts.set(path, known);
    return known.map((sign) => ({ ...sign, line, does: `runs /${path}, which ${sign.does}` }));
  }

  function signsOfScript(path: string): readonly JobSign[] {
    const file = subject.tree.resolve(path);
    if (!file || subject.file(file.path)?.claim === 'owned') return [];
    const text = scriptText(subject.tree, path);
    if (text === undefined || !isShellScript(text)) return [];
    return jobSigns(evaluate(text, { path }));
  }
}

function scriptText(tree: MergedTree, path: string): string | undefined {
  const file = tree.read(path.replace(/^\/+/, ''));
  if (!file || file.kind === 'elf' || file.size > LONGEST_SCRIPT) return undefined;
  try {
    return file.text();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function isShellScript(text: string): boolean {
  const words = readShebang(text);
  if (!words) return !/[\0-\x08]/.test(text.slice(0, 512));
  const program = programOf(words);
  return program !== undefined && isShell(program.name);
}
