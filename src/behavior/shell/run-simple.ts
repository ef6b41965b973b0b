import type { Assignment, Command, Redirect } from '../../format/shell/syntax.ts';
import type { Redirection, ShellCommand, Word } from '../shell-command.ts';
import { calculate } from './arithmetic.ts';
import { expandFields, expandText, expandValue } from './expand.ts';
import { matches } from './pattern.ts';
import { fileText, isKnown, pathFrom, type Scene, type Status, UNKNOWN, write } from './state.ts';

type Simple = Extract<Command, { type: 'simple' }>;
type PipelinePlace = ShellCommand['pipeline'];

/** Notes a simple command, and does what it does to variables, files and the text that others read. */
export function runSimple(scene: Scene, command: Simple, pipeline: PipelinePlace): Status {
  const fields = withProgram(scene, expandFields(scene, command.words));
  const assignments = command.assignments.map((assignment) => assign(scene, assignment));
  const opened = openRedirections(scene, { ...command, fields, assigned: assignments }, pipeline);
  const { state } = scene;
  if (fields.length === 0) {
    for (const { name, value } of assignments) state.variables.set(name, value);
    opened.close();
    const substituted = command.assignments.some(({ value }) => value.parts.some(({ type }) => type === 'command'));
    return substituted ? undefined : true;
  }
  const before = new Map(assignments.map(({ name }) => [name, state.variables.get(name)]));
  for (const { name, value } of assignments) state.variables.set(name, value);
  const line = scene.line ?? command.line;
  const status = scene.reading.rules.runWords(opened.scene, fields, line);
  for (const [name, value] of before) {
    if (value === undefined) state.variables.delete(name);
    else state.variables.set(name, value);
  }
  opened.close();
  return status;
}

const DISGUISED_PROGRAMS =
  'base64 bash sh dash cat curl wget nc ncat python3 python perl php ruby node openssl xxd crontab chmod'.split(' ');

/** `/bin/b?sh`: a pattern in the place of a program finds the one that attackers mean. */
function withProgram(scene: Scene, fields: readonly string[]): readonly string[] {
  const [program = '', ...rest] = fields;
  if (!/^\/[\w/?*[\]-]{0,60}[?*[]/.test(program)) return fields;
  const at = program.lastIndexOf('/') + 1;
  const found = DISGUISED_PROGRAMS.find((name) => matches(scene.reading, program.slice(at), name));
  return found === undefined ? fields : [`/usr/bin/${found}`, ...rest];
}

interface Assigned {
  readonly name: string;
  readonly value: string | readonly string[];
}

function assign(scene: Scene, { name, append, index, value }: Assignment): Assigned {
  const { variables } = scene.state;
  const made = expandValue(scene, value);
  const old = variables.get(name);
  if (index && typeof made === 'string') {
    const at = calculate(scene, expandText(scene, index));
    const list = typeof old === 'object' ? [...old] : [];
    if (at === undefined || at < 0 || at > 10_000) return { name, value: [UNKNOWN] };
    while (list.length < at) list.push('');
    list[at] = made;
    return { name, value: list };
  }
  if (!append || old === undefined) return { name, value: made };
  if (typeof made === 'object') return { name, value: [...(typeof old === 'object' ? old : [old]), ...made] };
  return { name, value: typeof old === 'object' ? [...old.slice(0, -1), (old.at(-1) ?? '') + made] : old + made };
}

interface Opening {
  readonly line: number;
  readonly redirections: readonly Redirect[];
  readonly fields?: readonly string[];
  readonly assigned?: readonly Assigned[];
}

/** Notes a command and gives it its input and output. `close` writes what it put out where that goes. */
export function openRedirections(
  scene: Scene,
  command: Opening,
  pipeline: PipelinePlace,
): { readonly scene: Scene; close(): void } {
  const { reading } = scene;
  const redirections = command.redirections.flatMap((each) => redirectionsOf(scene, each));
  let input = scene.input;
  let target: Redirection | undefined;
  for (const redirection of redirections) {
    if (redirection.descriptor === 1) target = redirection;
    if (redirection.descriptor !== 0 || redirection.kind === 'duplicate') continue;
    const text = redirection.kind === 'text' ? redirection.target.text : fileText(scene, redirection.target.text);
    input = { text: text ?? UNKNOWN, at: 0 };
  }
  const { fields = [], assigned = [] } = command;
  const noted: { -readonly [Key in keyof ShellCommand]: ShellCommand[Key] } = {
    words: fields.map(wordOf),
    assignments: assigned.map(({ name, value }) => ({
      name,
      value: wordOf(typeof value === 'string' ? value : value.join(' ')),
    })),
    redirections,
    pipeline,
    ...(input && { input: wordOf(input.text.slice(input.at)) }),
    background: scene.background,
    certain: scene.certain && !scene.state.ended,
    place: { ...scene.place, line: scene.line ?? command.line },
    reading: reading.identity,
  };
  reading.commands.push(noted);
  const output = target ? { text: '' } : scene.output;
  const close = (): void => {
    if (!target) return;
    const { kind, target: to } = target;
    if (kind !== 'duplicate') noted.written = wordOf(output.text);
    if (kind === 'duplicate') {
      if (to.text === '1') write(scene, output.text);
    } else if (to.known) {
      const path = pathFrom(scene.state, to.text);
      const before = kind === 'append' ? (fileText(scene, to.text) ?? '') : '';
      scene.state.files.set(path, before + output.text);
    }
  };
  return { scene: { ...scene, input, output }, close };
}

function redirectionsOf(scene: Scene, { operator, descriptor, target }: Redirect): Redirection[] {
  const text = expandText(scene, target);
  const word = wordOf(operator === '<<<' ? `${text}\n` : text);
  const input = operator.startsWith('<');
  const both = operator === '&>' || operator === '&>>' || (operator === '>&' && !/^(?:\d+|-)$/.test(text));
  const kind = operator.startsWith('<<')
    ? 'text'
    : operator.endsWith('>>')
      ? 'append'
      : operator.endsWith('&') && !both
        ? 'duplicate'
        : input
          ? 'read'
          : 'write';
  const first = { descriptor: descriptor ?? (input ? 0 : 1), kind, target: word } as const;
  return both ? [first, { descriptor: 2, kind, target: word }] : [first];
}

/** A value as commands are reported with. */
export function wordOf(text: string): Word {
  return { text, known: isKnown(text) };
}
