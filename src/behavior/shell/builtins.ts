import { evaluateTest } from './evaluate-test.ts';
import { pathFrom, type Scene, type Status, UNKNOWN, write } from './state.ts';

/** What a command of the shell itself does; undefined where it is none that matters here. */
export function runBuiltin(scene: Scene, words: readonly string[]): { readonly status: Status } | undefined {
  const { state, reading } = scene;
  const [name, ...values] = words;
  switch (name) {
    case ':':
    case 'true':
      return { status: true };
    case 'false':
      return { status: false };
    case '[':
      return { status: evaluateTest(scene, values.slice(0, -1)) };
    case 'test':
      return { status: evaluateTest(scene, values) };
    case 'export':
    case 'readonly':
    case 'local':
    case 'declare':
    case 'typeset':
      for (const value of values) declare(scene, value);
      return { status: true };
    case 'unset':
      for (const each of values) if (!state.functions.delete(each)) state.variables.delete(each);
      return { status: true };
    case 'set':
      setArguments(scene, values);
      return { status: true };
    case 'shift':
      if (!state.arguments.includes(UNKNOWN)) state.arguments = state.arguments.slice(Number(values[0] ?? 1) || 0);
      return { status: true };
    case 'cd':
      state.variables.set('PWD', `/${pathFrom(state, values.find((each) => !each.startsWith('-')) ?? '/root')}`);
      return { status: undefined };
    case 'pwd':
      write(scene, `${state.variables.get('PWD') ?? '/'}\n`);
      return { status: true };
    case 'exit':
      if (scene.certain) state.ended = true;
      return { status: values[0] === undefined ? undefined : values[0] === '0' };
    case 'return':
      return { status: values[0] === undefined ? undefined : values[0] === '0' };
    case 'id':
      write(scene, reading.user === 'root' && values.includes('-u') ? '0\n' : UNKNOWN);
      return { status: true };
    case 'whoami':
      write(scene, reading.user === undefined ? UNKNOWN : `${reading.user}\n`);
      return { status: true };
    case 'read':
      return { status: readLine(scene, values) };
    default:
      return undefined;
  }
}

function declare({ state }: Scene, value: string): void {
  const at = value.indexOf('=');
  if (at > 0) state.variables.set(value.slice(0, at), value.slice(at + 1));
}

function setArguments({ state }: Scene, values: readonly string[]): void {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? '';
    if (value === '--') {
      state.arguments = values.slice(at + 1);
      return;
    }
    if (/^[-+][A-Za-z]{0,20}o$/.test(value)) at++;
    else if (!/^[-+]/.test(value)) {
      state.arguments = values.slice(at);
      return;
    }
  }
}

function readLine({ state, input }: Scene, values: readonly string[]): Status {
  const names = values.filter((value) => /^[A-Za-z_]\w*$/.test(value));
  if (!input || input.text.includes(UNKNOWN)) {
    for (const name of names) state.variables.set(name, UNKNOWN);
    return undefined;
  }
  if (input.at >= input.text.length) return false;
  const end = input.text.indexOf('\n', input.at);
  const line = input.text.slice(input.at, end < 0 ? undefined : end);
  input.at = end < 0 ? input.text.length : end + 1;
  const pieces = line.trim().split(/\s+/);
  for (const [at, name] of names.entries()) {
    const last = at === names.length - 1;
    state.variables.set(name, last ? pieces.slice(at).join(' ') : (pieces[at] ?? ''));
  }
  return true;
}
