import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UnavailableError, UsageError } from '../../base/errors.ts';

/** Where a container engine listens. */
export interface DaemonEndpoint {
  /** As the user wrote it, or the socket's path. For messages. */
  readonly name: string;
  readonly url: string;
  readonly socketPath?: string;
  readonly tls?: { readonly ca: Buffer; readonly cert: Buffer; readonly key: Buffer };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The engines to ask, best first: the one the environment names, else those whose sockets are where they usually are.
 * @throws UsageError 'unknown-source' when the environment names one in a way that is not understood.
 */
export function daemonEndpoints(environment: Environment): readonly DaemonEndpoint[] {
  const named = environment.DOCKER_HOST || environment.CONTAINER_HOST;
  if (named) return [parseHost(named, environment)];
  return usualSockets(environment)
    .filter((path) => existsSync(path))
    .map(socketAt);
}

/** Docker's sockets (system, rootless, Desktop), then podman's. */
export function usualSockets(environment: Environment): readonly string[] {
  const { XDG_RUNTIME_DIR: runtime, HOME: home } = environment;
  return [
    '/var/run/docker.sock',
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
    ...(home ? [join(home, '.docker/run/docker.sock'), join(home, '.docker/desktop/docker.sock')] : []),
    ...(runtime ? [join(runtime, 'podman/podman.sock')] : []),
    '/run/podman/podman.sock',
  ];
}

function parseHost(host: string, environment: Environment): DaemonEndpoint {
  const [, scheme, rest = ''] = /^(unix|tcp|https?):\/\/(.+)$/.exec(host) ?? [];
  if (scheme === 'unix') return { ...socketAt(rest), name: host };
  if (scheme !== undefined) return overNetwork(host, rest, { environment, secure: scheme === 'https' });
  const hint = host.startsWith('ssh:') ? '; over ssh, run `docker save IMAGE | tidewaiter scan -`' : '';
  throw new UsageError('unknown-source', `DOCKER_HOST is ${JSON.stringify(host)}, not unix://… or tcp://…${hint}`);
}

function overNetwork(
  host: string,
  address: string,
  { environment, secure }: { environment: Environment; secure: boolean },
): DaemonEndpoint {
  const verified = Boolean(environment.DOCKER_TLS_VERIFY);
  const url = URL.canParse(`http://${address}`) ? new URL(`http://${address}`) : undefined;
  if (url?.username !== '' || url.password !== '') {
    throw new UsageError('unknown-source', 'DOCKER_HOST is not tcp://host:port');
  }
  const isTls = verified || secure;
  const origin = `${isTls ? 'https' : 'http'}://${url.hostname}:${url.port || (isTls ? '2376' : '2375')}`;
  return { name: host, url: origin, ...(verified ? { tls: certificates(environment) } : {}) };
}

function certificates(environment: Environment): { ca: Buffer; cert: Buffer; key: Buffer } {
  const folder = environment.DOCKER_CERT_PATH || join(environment.HOME ?? '', '.docker');
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (error) {
      throw new UnavailableError('disk', `DOCKER_TLS_VERIFY is set, but ${join(folder, name)} cannot be read`, {
        cause: error,
      });
    }
  };
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem') };
}

function socketAt(path: string): DaemonEndpoint {
  return { name: path, url: 'http://localhost', socketPath: path };
}
