import { join } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import type { LoadOptions } from '../source.ts';
import { askCredentialHelper } from './credential-helper.ts';
import {
  type Credentials,
  credentialKeys,
  type DockerConfig,
  HUB_SERVER,
  helperOf,
  readDockerConfig,
  storedCredentials,
} from './docker-config.ts';
import type { RegistryTiming } from './timing.ts';

export interface CredentialQuestion {
  readonly domain: string;
  readonly repository: string;
  /** Flags and environment speak of the registry that the reference names, never of a mirror. */
  readonly named: boolean;
  readonly options: Pick<LoadOptions, 'registry' | 'environment' | 'signal'>;
  readonly timing: RegistryTiming;
}

export interface CredentialAnswer {
  readonly credentials?: Credentials;
  /** Why credentials that may exist could not be had; said when the registry then refuses. */
  readonly failure?: string;
}

/** Looks through flags, environment, and the files of Docker and Podman, in this order. */
export async function findCredentials(question: CredentialQuestion): Promise<CredentialAnswer> {
  const given = question.named ? (fromFlags(question) ?? fromEnvironment(question)) : undefined;
  if (given) return { credentials: given };
  let failure: string | undefined;
  for (const path of configPaths(question)) {
    try {
      const config = await readDockerConfig(path);
      const credentials = config && (await fromConfig(config, question));
      if (credentials) return { credentials };
    } catch (error) {
      failure ??= messageOf(error);
    }
  }
  return failure === undefined ? {} : { failure };
}

function fromFlags({ options }: CredentialQuestion): Credentials | undefined {
  const given = options.registry.credentials;
  if (!given) return undefined;
  return 'token' in given ? { kind: 'bearer', token: given.token } : { kind: 'password', ...given };
}

function fromEnvironment({ options, domain }: CredentialQuestion): Credentials | undefined {
  const {
    TIDEWAITER_REGISTRY: only,
    TIDEWAITER_REGISTRY_TOKEN: token,
    TIDEWAITER_USERNAME: username,
    TIDEWAITER_PASSWORD: password,
  } = options.environment;
  if (only && only !== domain) return undefined;
  if (token) return { kind: 'bearer', token };
  return username && password !== undefined ? { kind: 'password', username, password } : undefined;
}

function configPaths({ options }: CredentialQuestion): readonly string[] {
  const { environment } = options;
  const home = environment.HOME ?? environment.USERPROFILE;
  const docker = options.registry.dockerConfig ?? (environment.DOCKER_CONFIG || (home && join(home, '.docker')));
  const user = environment.XDG_CONFIG_HOME || (home && join(home, '.config'));
  const paths = [
    environment.REGISTRY_AUTH_FILE,
    docker && join(docker, 'config.json'),
    environment.XDG_RUNTIME_DIR && join(environment.XDG_RUNTIME_DIR, 'containers', 'auth.json'),
    user && join(user, 'containers', 'auth.json'),
  ];
  return paths.filter((path): path is string => path !== undefined && path !== '');
}

async function fromConfig(config: DockerConfig, question: CredentialQuestion): Promise<Credentials | undefined> {
  const { domain, repository, options, timing } = question;
  const keys = credentialKeys(domain, repository);
  const stored = () => storedCredentials(config, keys);
  const helper = helperOf(config, keys);
  if (helper === undefined) return stored();
  const server = keys.includes('docker.io') ? HUB_SERVER : domain;
  const { environment, signal } = options;
  try {
    return (await askCredentialHelper(helper, server, { environment, signal, timeoutMs: timing.helperMs })) ?? stored();
  } catch (error) {
    const credentials = stored();
    if (credentials) return credentials;
    throw error;
  }
}
