import { limits } from '../../base/limits.ts';
import type { Command, Pipeline, Statement } from '../../format/shell/syntax.ts';
import { calculate } from './arithmetic.ts';
import { evaluateTest } from './evaluate-test.ts';
import { expandFields, expandPattern, expandText } from './expand.ts';
import { matches } from './pattern.ts';
import { openRedirections, runSimple } from './run-simple.ts';
import { fork, isKnown, merge, type Scene, type ShellState, type Status, spend, UNKNOWN, write } from './state.ts';
import { COMMAND_WORK } from './work.ts';

/** Follows statements in order; the status is that of the last one. */
export function runStatements(scene: Scene, statements: readonly Statement[]): Status {
  let status: Status = true;
  for (const statement of statements) {
    if (statement.background) {
      runChain({ ...scene, state: fork(scene), background: true }, statement);
      status = true;
    } else status = runChain(scene, statement);
  }
  return status;
}

function runChain(scene: Scene, { first, rest }: Statement): Status {
  let status = runPipeline(scene, first);
  for (const { operator, pipeline } of rest) {
    const runs = status === undefined ? undefined : status === (operator === '&&');
    const next = branch(scene, runs, (inner) => runPipeline(inner, pipeline));
    if (runs === undefined) status = undefined;
    else if (runs) status = next;
  }
  return status;
}

/** Runs what is entered surely, perhaps or never; what is never entered is read, but changes nothing. */
function branch(scene: Scene, entered: Status, run: (scene: Scene) => Status): Status {
  if (entered) return run(scene);
  const state = fork(scene);
  const status = run({ ...scene, state, certain: false, output: entered === false ? { text: '' } : scene.output });
  if (entered === undefined) merge(scene.state, [state]);
  return status;
}

function runPipeline(scene: Scene, { commands, negated }: Pipeline): Status {
  const { reading } = scene;
  const id = reading.pipelines++;
  let status: Status;
  let input = scene.input;
  for (const [position, command] of commands.entries()) {
    const last = position === commands.length - 1;
    const output = last ? scene.output : { text: '' };
    const state = commands.length === 1 ? scene.state : fork(scene);
    const inner = { ...scene, state, input, output };
    status = runCommand(inner, command, { id, position, length: commands.length });
    for (const [path, text] of state.files) scene.state.files.set(path, text);
    input = { text: output.text, at: 0 };
  }
  return negated && status !== undefined ? !status : status;
}

function runCommand(
  scene: Scene,
  command: Command,
  pipeline: { id: number; position: number; length: number },
): Status {
  const { reading } = scene;
  reading.work -= COMMAND_WORK;
  if (reading.depth >= limits.shellCalls || reading.commands.length >= limits.shellCommands || reading.work < 0) {
    reading.unknown.add('the script does too much, or calls itself too often, to be followed to its end');
    return undefined;
  }
  reading.depth++;
  try {
    if (command.type === 'simple') return runSimple(scene, command, pipeline);
    if (command.redirections.length === 0) return runCompound(scene, command);
    const opened = openRedirections(scene, command, pipeline);
    const status = runCompound(opened.scene, command);
    opened.close();
    return status;
  } finally {
    reading.depth--;
  }
}

function runCompound(scene: Scene, command: Command): Status {
  switch (command.type) {
    case 'simple':
      return undefined;
    case 'group':
      return runStatements(scene, command.body);
    case 'subshell':
      return runStatements({ ...scene, state: fork(scene) }, command.body);
    case 'if':
      return runIf(scene, command);
    case 'while':
    case 'until':
      return runWhile(scene, command);
    case 'for':
    case 'select':
      return runFor(scene, command);
    case 'arithmetic-for':
      return branch(scene, undefined, (inner) => runStatements(inner, command.body));
    case 'case':
      return runCase(scene, command);
    case 'function':
      scene.state.functions.set(command.name, { body: command.body, place: scene.place });
      return true;
    case 'arithmetic': {
      const value = calculate(scene, expandText(scene, command.expression));
      return value === undefined ? undefined : value !== 0;
    }
    case 'condition': {
      const right = (at: number): boolean => /^(?:==?|!=)$/.test(expandText(scene, command.words[at - 1] ?? EMPTY));
      const words = command.words.map((word, at) => (right(at) ? expandPattern(scene, word) : expandText(scene, word)));
      return evaluateTest(scene, words, { patterns: true });
    }
    case 'coprocess':
      runCommand({ ...scene, state: fork(scene), background: true }, command.body, NO_PIPELINE);
      return true;
  }
}
const EMPTY = { parts: [] };
const NO_PIPELINE = { id: -1, position: 0, length: 1 };

type Of<T> = Extract<Command, { type: T }>;

function runIf(scene: Scene, { branches, otherwise }: Of<'if'>): Status {
  const alternatives: Alternative[] = branches.map(({ condition, body }) => ({
    test: () => runStatements(scene, condition),
    body,
  }));
  if (otherwise) alternatives.push({ test: () => true, body: otherwise });
  return runAlternatives(scene, alternatives);
}

function runCase(scene: Scene, { word, items }: Of<'case'>): Status {
  const text = expandText(scene, word);
  const test = (pattern: string): Status =>
    isKnown(text) && isKnown(pattern) ? matches(scene.reading, pattern, text) : pattern === '*' || undefined;
  const alternatives = items.map(({ patterns, body }) => ({
    test: (): Status => {
      const found = patterns.map((pattern) => test(expandPattern(scene, pattern)));
      return found.includes(true) || (found.includes(undefined) ? undefined : false);
    },
    body,
  }));
  return runAlternatives(scene, alternatives);
}

interface Alternative {
  readonly test: () => Status;
  readonly body: readonly Statement[];
}

/** The first one whose test holds is entered; all are read. */
function runAlternatives(scene: Scene, alternatives: readonly Alternative[]): Status {
  const made: ShellState[] = [];
  let decided = false;
  let status: Status = true;
  for (const { test, body } of alternatives) {
    const holds: Status = decided ? false : test();
    if (holds && made.length === 0) status = runStatements(scene, body);
    else {
      const state = fork(scene);
      const skipped = holds === false;
      runStatements({ ...scene, state, certain: false, output: skipped ? { text: '' } : scene.output }, body);
      if (!skipped) made.push(state);
    }
    decided ||= holds === true;
  }
  merge(scene.state, made);
  return made.length > 0 ? undefined : status;
}

function runWhile(scene: Scene, { type, condition, body }: Of<'while' | 'until'>): Status {
  for (let round = 0; round < limits.shellIterations; round++) {
    const before = snapshot(scene);
    const result = runStatements(scene, condition);
    const enters = result === undefined ? undefined : result === (type === 'while');
    if (enters === false && round > 0) return true;
    branch(scene, enters, (inner) => runStatements(inner, body));
    if (!enters || snapshot(scene) === before) return enters === false ? true : undefined;
  }
  scene.reading.unknown.add('a loop goes round too often to be followed to its end');
  return undefined;
}

/** Differs where going round once more may give something else. */
function snapshot({ state, input, reading }: Scene): string {
  const text = `${input?.at} ${JSON.stringify([...state.variables])}${JSON.stringify(state.arguments)}`;
  return spend(reading, text.length) ? text : '';
}

function runFor(scene: Scene, { name, words, body }: Of<'for' | 'select'>): Status {
  const values = words ? expandFields(scene, words) : scene.state.arguments;
  if (values.length === 0) {
    return branch(scene, false, (inner) => {
      inner.state.variables.set(name, UNKNOWN);
      return runStatements(inner, body);
    });
  }
  for (const value of values.slice(0, limits.shellIterations)) {
    scene.state.variables.set(name, value);
    const certain = scene.certain && value !== UNKNOWN;
    runStatements({ ...scene, certain }, body);
  }
  if (values.length > limits.shellIterations) {
    scene.reading.unknown.add('a loop goes round too often to be followed to its end');
    write(scene, UNKNOWN);
  }
  return undefined;
}
