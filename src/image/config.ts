import { type Digest, isDigest } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf } from '../base/errors.ts';
import { asObject, type Json, type JsonObject } from '../base/json.ts';
import type { Problem } from '../base/problem.ts';
import { field, listField, objectField, parseDocument, textField, textListField, textMapField } from './fields.ts';
import type { Healthcheck, HistoryEntry, ImageConfig, Platform } from './image.ts';

/** What a config document says, besides how to run. */
export interface ParsedConfig {
  readonly config: ImageConfig;
  /** Parts are `unknown` where the config does not name them. */
  readonly platform: Platform;
  readonly diffIDs: readonly Digest[];
  /** Fields that are not what they should be; they are left out. */
  readonly problems: readonly Problem[];
}

/** @throws IntegrityError 'bad-config' when the document is no image config at all. */
export function parseConfig(bytes: Uint8Array, digest: Digest): ParsedConfig {
  try {
    return readConfig(parseDocument(bytes), digest);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-config', `the config ${digest} cannot be understood: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** The config of something that has none. */
export function emptyConfig(digest: Digest): ImageConfig {
  return { digest, env: [], exposedPorts: [], volumes: [], labels: {}, onBuild: [], history: [] };
}

type Reader<T> = (object: JsonObject, name: string) => T | undefined;

function readConfig(document: JsonObject, digest: Digest): ParsedConfig {
  const problems: Problem[] = [];
  const attempt = <T>(object: JsonObject, name: string, read: Reader<T>): T | undefined => {
    try {
      return read(object, name);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      problems.push({
        code: 'inconsistent-image',
        message: `In the image's config, ${messageOf(error)}; the field is left out.`,
      });
      return undefined;
    }
  };
  const rootfs = objectField(document, 'rootfs');
  const diffIDs = (rootfs ? listField(rootfs, 'diff_ids') : undefined) ?? [];
  const run = attempt(document, 'config', objectField) ?? {};
  const config = {
    digest,
    created: attempt(document, 'created', textField),
    author: attempt(document, 'author', textField),
    user: attempt(run, 'User', textField),
    entrypoint: attempt(run, 'Entrypoint', commandField),
    cmd: attempt(run, 'Cmd', commandField),
    env: attempt(run, 'Env', textListField) ?? [],
    workingDir: attempt(run, 'WorkingDir', textField),
    shell: attempt(run, 'Shell', commandField),
    exposedPorts: attempt(run, 'ExposedPorts', nameSetField) ?? [],
    volumes: attempt(run, 'Volumes', nameSetField) ?? [],
    labels: attempt(run, 'Labels', textMapField) ?? {},
    stopSignal: attempt(run, 'StopSignal', textField),
    healthcheck: attempt(run, 'Healthcheck', healthcheckField),
    onBuild: attempt(run, 'OnBuild', textListField) ?? [],
    history: attempt(document, 'history', historyField) ?? [],
  };
  return {
    config: withoutAbsent(config),
    platform: readPlatform(document),
    diffIDs: diffIDs.map(readDiffID),
    problems,
  };
}

/** A command may also be one text: runtimes take it for a list of one. */
function commandField(object: JsonObject, name: string): readonly string[] | undefined {
  const value = field(object, name);
  return typeof value === 'string' ? [value] : textListField(object, name);
}

/** Sets are written as objects whose values say nothing. */
function nameSetField(object: JsonObject, name: string): readonly string[] {
  return Object.keys(objectField(object, name) ?? {}).sort();
}

function healthcheckField(object: JsonObject, name: string): Healthcheck | undefined {
  const check = objectField(object, name);
  if (!check) return undefined;
  return withoutAbsent({
    test: commandField(check, 'Test') ?? [],
    intervalNs: numberField(check, 'Interval'),
    timeoutNs: numberField(check, 'Timeout'),
    startPeriodNs: numberField(check, 'StartPeriod'),
    retries: numberField(check, 'Retries'),
  });
}

function historyField(object: JsonObject, name: string): readonly HistoryEntry[] | undefined {
  return listField(object, name)?.map((item) => {
    const entry = asObject(item);
    if (!entry) throw new FormatError(`${name} holds something that is not an object`);
    return withoutAbsent({
      created: textField(entry, 'created'),
      createdBy: textField(entry, 'created_by'),
      comment: textField(entry, 'comment'),
      author: textField(entry, 'author'),
      emptyLayer: field(entry, 'empty_layer') === true,
    });
  });
}

function numberField(object: JsonObject, name: string): number | undefined {
  const value = field(object, name);
  if (value === undefined || typeof value === 'number') return value;
  throw new FormatError(`${name} is not a number`);
}

function readDiffID(value: Json): Digest {
  if (isDigest(value)) return value;
  throw new FormatError('diff_ids holds something that is not a sha256 or sha512 digest');
}

function readPlatform(document: JsonObject): Platform {
  const variant = textField(document, 'variant');
  const osVersion = textField(document, 'os.version');
  return {
    os: textField(document, 'os') || 'unknown',
    architecture: textField(document, 'architecture') || 'unknown',
    ...(variant ? { variant } : {}),
    ...(osVersion ? { osVersion } : {}),
  };
}

type WithoutAbsent<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the fields that are undefined. */
function withoutAbsent<T extends object>(object: T): WithoutAbsent<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as WithoutAbsent<T>;
}
