import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { Instruction } from '../history/instruction.ts';
import { isHashed } from '../history/read-history.ts';
import { calledProgram, operands } from './called-program.ts';
import { checkCommand } from './check-command.ts';
import { addForCopy, downloadRun, remoteAdd, secretBuildArgument, updateAlone } from './history-rules.ts';
import { excerpt, type Misconfiguration, misconfigured } from './misconfiguration.ts';
import { isSecretNamed } from './secret-names.ts';

/** What one rule has against steps of the build. */
export interface Complaint {
  readonly rule: Misconfiguration;
  /** The sentence of the finding. */
  readonly title: string;
  readonly evidence: Evidence;
}

/** Judges the steps of a build, and the commands that they ran. */
export function checkHistory(instructions: readonly Instruction[], commands: readonly PlannedCommand[]): Finding[] {
  const places = new Map<string, Instruction>(instructions.map((each) => [each.field, each]));
  const ofBuild = commands.flatMap((command) => {
    const instruction = places.get(command.place.field ?? '');
    return instruction ? [{ command, instruction }] : [];
  });
  return merged([
    ...instructions.flatMap(checkInstruction),
    ...ofBuild.flatMap(({ command, instruction }) =>
      checkCommand(command).map(({ rule, title, shown }) => ({
        rule,
        title,
        evidence: evidenceOf(instruction, shown),
      })),
    ),
    ...checkUpdates(ofBuild),
    ...checkPipelines(ofBuild),
  ]);
}

/** One finding for each rule. */
function merged(complaints: readonly Complaint[]): Finding[] {
  const byRule = new Map<Misconfiguration, Complaint[]>();
  for (const complaint of complaints) {
    const list = byRule.get(complaint.rule);
    if (list) list.push(complaint);
    else byRule.set(complaint.rule, [complaint]);
  }
  return [...byRule].map(([rule, list]) => {
    const evidence = [...new Map(list.map((each) => [JSON.stringify(each.evidence), each.evidence])).values()];
    return misconfigured(rule, { title: list[0]?.title ?? rule.title, evidence });
  });
}

function evidenceOf({ field, layer }: Instruction, text: string): Evidence {
  return { field, ...(layer === undefined ? {} : { layer }), excerpt: excerpt(text) };
}

const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tar\.\w{1,4}|zst)$/i;
const REMOTE = /^(?:https?|ftp):\/\//i;
const REPOSITORY = /^(?:git@|git:\/\/|ssh:\/\/)|\.git(?:#.{0,200})?$/;

function checkInstruction(instruction: Instruction): Complaint[] {
  const { keyword, transfer, run, text } = instruction;
  const secrets = (run?.buildArguments ?? [])
    .filter(({ name, value }) => isSecretNamed(name, value))
    .map(({ name }) => ({
      rule: secretBuildArgument,
      title: `The history shows the value of the build argument ${name}`,
      evidence: evidenceOf(instruction, `${name}=…`),
    }));
  if (keyword !== 'ADD' || !transfer) return secrets;
  const { sources, destination, options } = transfer;
  const isChecked = options.some((option) => option.startsWith('--checksum='));
  const remote = sources.find((source) => REMOTE.test(source) && !REPOSITORY.test(source));
  if (remote !== undefined) {
    const title = `A build step adds ${excerpt(withoutUser(remote)).slice(0, 120)} without a checksum`;
    return isChecked ? [] : [{ rule: remoteAdd, title, evidence: evidenceOf(instruction, `ADD ${withoutUser(text)}`) }];
  }
  const plain = sources.filter((source) => !isHashed(source) && !ARCHIVE.test(source) && !REPOSITORY.test(source));
  if (plain.length === 0 || destination === '/' || instruction.index === 0) return [];
  return [
    { rule: addForCopy, title: 'ADD is used where COPY would do', evidence: evidenceOf(instruction, `ADD ${text}`) },
  ];
}

/** Credentials in URLs are not ours to show. */
function withoutUser(text: string): string {
  return text.slice(0, 2_000).replace(/:\/\/[^\s/@]{1,500}@/g, '://…@');
}

interface BuildCommand {
  readonly command: PlannedCommand;
  readonly instruction: Instruction;
}

/** Lists that one step fetched, and that neither it nor an installation in it used. */
function checkUpdates(commands: readonly BuildCommand[]): Complaint[] {
  const steps = new Map<Instruction, string[]>();
  for (const { command, instruction } of commands) {
    const line = command.words
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 500);
    steps.set(instruction, [...(steps.get(instruction)?.slice(-200) ?? []), line]);
  }
  return [...steps].flatMap(([instruction, lines]) => {
    const update = lines.find((line) => UPDATES.test(line));
    const uses = lines.some((line) => USES_LISTS.test(line));
    if (update === undefined || uses) return [];
    return [
      {
        rule: updateAlone,
        title: 'Package lists are updated in a layer of their own',
        evidence: evidenceOf(instruction, update),
      },
    ];
  });
}

const UPDATES = /(?:^|[\s/])(?:apt-get|apt|aptitude|apk)(?: -\S{1,80}){0,8} update(?:\s|$)/;
/** Anything that installs, looks up or removes the lists; scripts may do so unseen. */
const USES_LISTS =
  /\b(?:install|add|upgrade|dist-upgrade|full-upgrade|build-dep|download|source|satisfy|fetch|policy|search|show|list)\b|\/var\/lib\/apt\/lists|\/var\/cache\/apk|apt-get clean|\.sh\b/;

const FETCHERS = /^(?:curl|wget|fetch|aria2c|http|https|lwp-request|GET)$/;
const INTERPRETERS = /^(?:sh|bash|ash|dash|zsh|ksh|python[\d.]*|perl|ruby|node|php)$/;

/** Pipes that start with a fetcher and end in something that runs what it reads. */
function checkPipelines(commands: readonly BuildCommand[]): Complaint[] {
  const starts = new Map<string, BuildCommand>();
  return commands.flatMap(({ command, instruction }) => {
    const { id, position, length } = command.pipeline;
    const key = `${instruction.index} ${id}`;
    const { name, words } = calledProgram(command);
    if (position === 0 && FETCHERS.test(name)) starts.set(key, { command, instruction });
    const start = position > 0 && position === length - 1 ? starts.get(key) : undefined;
    if (!start || !INTERPRETERS.test(name)) return [];
    const readsInput = words.includes('-s') || operands(words).every((word) => word === '/dev/stdin');
    if (!readsInput) return [];
    const line = start.command.words.map(({ text }) => text).join(' ');
    const shown = withoutUser(`${line} | ${[name, ...words].join(' ')}`).replaceAll('\ufffc', '…');
    const title = 'A build step runs a script straight from the network';
    return [{ rule: downloadRun, title, evidence: evidenceOf(instruction, shown) }];
  });
}
