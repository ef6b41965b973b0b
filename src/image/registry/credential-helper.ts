import { spawn } from 'node:child_process';
import { printable } from '../../base/http/failure.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { Credentials } from './docker-config.ts';

export interface HelperOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/**
 * Asks `docker-credential-<name> get` for a server's credentials; undefined when it keeps none.
 * @throws Error, free of secrets, when it cannot be run, fails, or takes too long.
 */
export async function askCredentialHelper(
  name: string,
  server: string,
  options: HelperOptions,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`;
  if (!/^[A-Za-z0-9._-]{1,100}$/.test(name)) throw new Error('the credential helper has no proper name');
  const { status, output } = await run(program, server, options);
  if (status !== 0) {
    if (/credentials not found|not found in native keychain/i.test(output)) return undefined;
    throw new Error(`${program} failed: ${printable(output, []) || `exit ${status}`}`);
  }
  const answer = parsedAnswer(output);
  const username = asText(answer?.Username);
  const secret = asText(answer?.Secret);
  if (username === undefined || secret === undefined) throw new Error(`${program} gave no Username and Secret`);
  if (username === '' && secret === '') return undefined;
  return username === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', username, password: secret };
}

function run(
  program: string,
  input: string,
  options: HelperOptions,
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], {
      env: { ...options.environment },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const stop = (reason: string) => {
      child.kill('SIGKILL');
      // A grandchild may hold the pipe open; nobody waits for it.
      child.stdout.destroy();
      settle(() => reject(new Error(`${program} ${reason}`)));
    };
    const timer = setTimeout(() => stop(`did not answer within ${options.timeoutMs / 1000} s`), options.timeoutMs);
    const aborted = () => stop('was interrupted');
    options.signal.addEventListener('abort', aborted, { once: true });
    const settle = (how: () => void) => {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', aborted);
      how();
    };

    const chunks: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.tokenAnswer) stop('printed too much');
      else chunks.push(chunk);
    });
    child.on('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      settle(() => reject(new Error(`${program} ${missing ? 'is not installed' : 'cannot be run'}`)));
    });
    child.on('close', (status) => settle(() => resolve({ status, output: Buffer.concat(chunks).toString('utf8') })));
    // A helper that does not read its input is judged by its answer.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function parsedAnswer(output: string): ReturnType<typeof asObject> {
  try {
    return asObject(parseJson(output));
  } catch {
    return undefined;
  }
}
