import assert from 'node:assert/strict';
import test from 'node:test';
import { mutations } from '../../test/support/mutations.ts';
import { sha256 } from '../base/digest.ts';
import { IntegrityError } from '../base/errors.ts';
import { type ParsedConfig, parseConfig } from './config.ts';

const digest = sha256('config');
const full = {
  created: '2024-01-01T00:00:00Z',
  author: 'someone',
  os: 'linux',
  architecture: 'arm',
  variant: 'v6',
  'os.version': '1',
  config: {
    User: 'app',
    Entrypoint: ['/app'],
    Cmd: ['serve'],
    Env: ['PATH=/bin', 'A=b'],
    WorkingDir: '/srv',
    Shell: ['/bin/bash', '-c'],
    ExposedPorts: { '8080/tcp': {}, '53/udp': {} },
    Volumes: { '/data': {} },
    Labels: { a: 'b' },
    StopSignal: 'SIGINT',
    Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9, Timeout: 1e9, StartPeriod: 2e9, Retries: 3 },
    OnBuild: ['RUN true'],
  },
  rootfs: { type: 'layers', diff_ids: [sha256('layer')] },
  history: [
    { created_by: 'ADD x', comment: 'c', author: 'a' },
    { created_by: 'ENV A=b', empty_layer: true },
  ],
};

test('everything a config says is read', () => {
  const { config, platform, diffIDs, problems } = parse(full);
  assert.deepEqual(problems, []);
  assert.deepEqual(platform, { os: 'linux', architecture: 'arm', variant: 'v6', osVersion: '1' });
  assert.deepEqual(diffIDs, [sha256('layer')]);
  assert.deepEqual(
    { ...config, labels: { ...config.labels } },
    {
      digest,
      created: '2024-01-01T00:00:00Z',
      author: 'someone',
      user: 'app',
      entrypoint: ['/app'],
      cmd: ['serve'],
      env: ['PATH=/bin', 'A=b'],
      workingDir: '/srv',
      shell: ['/bin/bash', '-c'],
      exposedPorts: ['53/udp', '8080/tcp'],
      volumes: ['/data'],
      labels: { a: 'b' },
      stopSignal: 'SIGINT',
      healthcheck: { test: ['CMD', 'true'], intervalNs: 5e9, timeoutNs: 1e9, startPeriodNs: 2e9, retries: 3 },
      onBuild: ['RUN true'],
      history: [
        { createdBy: 'ADD x', comment: 'c', author: 'a', emptyLayer: false },
        { createdBy: 'ENV A=b', emptyLayer: true },
      ],
    },
  );
});

test('an empty config is one', () => {
  const { config, platform, diffIDs, problems } = parse({});
  assert.deepEqual([config.env, config.history, diffIDs, problems], [[], [], [], []]);
  assert.equal(platform.architecture, 'unknown');
  assert.equal('entrypoint' in config, false);
});

test('an entrypoint in odd letter case, or as one text, is obeyed by runtimes and so seen by us', () => {
  assert.deepEqual(parse({ CONFIG: { entryPoint: ['/miner'], cmd: 'x' } }).config.entrypoint, ['/miner']);
  assert.deepEqual(parse({ config: { cmd: 'x y' } }).config.cmd, ['x y']);
  assert.deepEqual(parse({ config: { ſhell: ['/x'] } }).config.shell, ['/x']);
});

test('a field of another type costs that field and is reported', () => {
  const { config, problems } = parse({
    config: { Env: [1], User: 'app', Labels: [], Cmd: 7, Healthcheck: { Retries: 'x' } },
  });
  assert.equal(config.user, 'app');
  assert.deepEqual(config.env, []);
  assert.deepEqual(
    problems.map(({ code }) => code),
    Array(4).fill('inconsistent-image'),
  );
});

test('fields that are there twice in different case are reported, not guessed', () => {
  const { config, problems } = parse({ config: { Entrypoint: ['/bin/sh'], ENTRYPOINT: ['/miner'] } });
  assert.equal(config.entrypoint, undefined);
  assert.equal(problems.length, 1);
});

test('what is no config at all is an error', () => {
  for (const text of [
    '',
    '[]',
    '{',
    '"x"',
    '{"rootfs":{"diff_ids":["../x"]}}',
    '{"rootfs":{"diff_ids":"x"}}',
    '{"os":1}',
  ]) {
    assert.throws(
      () => parseConfig(Buffer.from(text), digest),
      (error) => error instanceof IntegrityError && error.code === 'bad-config',
    );
  }
});

test('damage never escapes as another error', () => {
  for (const mutated of mutations(Buffer.from(JSON.stringify(full)), 500)) {
    try {
      parseConfig(mutated, digest);
    } catch (error) {
      assert.ok(error instanceof IntegrityError, String(error));
    }
  }
});

function parse(document: object): ParsedConfig {
  return parseConfig(Buffer.from(JSON.stringify(document)), digest);
}
