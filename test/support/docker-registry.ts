import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's docker-registry at work on a port of 127.0.0.1. Kill `server` when done. */
export interface DockerRegistry {
  readonly server: ChildProcess;
  readonly host: string;
}

export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Starts a registry that stores below the folder, open to all or with a login. */
export async function startDockerRegistry(folder: string, login: Login | undefined): Promise<DockerRegistry> {
  const settings = [
    'version: 0.1',
    `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(folder, 'storage'))} } }`,
    'http: { addr: "127.0.0.1:0" }',
  ];
  if (login) {
    const line = execFileSync('htpasswd', ['-Bni', login.username], { input: login.password, stdio: 'pipe' });
    writeFileSync(join(folder, 'htpasswd'), line);
    settings.push(`auth: { htpasswd: { realm: test, path: ${JSON.stringify(join(folder, 'htpasswd'))} } }`);
  }
  const config = join(folder, 'config.yml');
  writeFileSync(config, settings.join('\n'));
  const server = spawn('docker-registry', ['serve', config], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  return new Promise((resolve, reject) => {
    server.on('exit', () => reject(new Error(`docker-registry ended: ${output.slice(0, 1000)}`)));
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output = (output + chunk.toString('utf8')).slice(-10_000);
        const port = /listening on 127\.0\.0\.1:(\d+)/.exec(output)?.[1];
        if (port) resolve({ server, host: `127.0.0.1:${port}` });
      });
    }
  });
}
