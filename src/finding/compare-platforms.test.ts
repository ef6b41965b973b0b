import assert from 'node:assert/strict';
import test from 'node:test';
import type { Clue } from './clue.ts';
import { comparePlatforms, type PlatformView } from './compare-platforms.ts';
import type { Finding } from './finding.ts';

const nothing = { clues: [], findings: [] };
const steps = [start('/docker-entrypoint.sh nginx')];

test('a payload on one platform alone is a strong clue about that platform', () => {
  const [difference, ...rest] = comparePlatforms([
    { platform: 'linux/amd64', ...nothing },
    { platform: 'linux/arm64', clues: [clue('opt/x')], findings: [finding('opt/x')] },
    { platform: 'linux/s390x', ...nothing },
  ]);
  assert.deepEqual(rest, []);
  assert.equal(difference?.platform, 'linux/arm64');
  const [own] = difference?.clues ?? [];
  assert.deepEqual(
    [own?.rule, own?.weight, own?.family, own?.subject, own?.reach],
    ['malware/one-platform-payload', 'strong', 'hiding', 'opt/x', 'started'],
  );
  assert.match(own?.does ?? '', /linux\/arm64 alone, not for linux\/amd64, linux\/s390x/);
});

test('what is suspicious on one platform alone is a weak clue', () => {
  const [difference] = comparePlatforms([
    { platform: 'linux/amd64', clues: [], findings: [{ ...finding('opt/x'), class: 'suspicious' }] },
    { platform: 'linux/arm64', ...nothing },
  ]);
  assert.deepEqual(
    difference?.clues.map(({ weight }) => weight),
    ['weak'],
  );
});

test('the same thing under the name of another architecture is no difference', () => {
  const view = (platform: string, name: string): PlatformView => ({
    platform,
    clues: [],
    findings: [finding(`usr/lib/${name}-linux-gnu/x.so`)],
    startup: { steps: [start(`/bin/tool-${name} serve`)], hosts: [`${name}.example:80`], hostPaths: [] },
  });
  assert.deepEqual(comparePlatforms([view('linux/amd64', 'x86_64'), view('linux/arm64', 'aarch64')]), []);
});

test('a clue of another platform that came to nothing there shows that the file is there, too', () => {
  const views = [
    { platform: 'linux/amd64', clues: [clue('opt/x')], findings: [finding('opt/x')] },
    { platform: 'linux/arm64', clues: [clue('opt/x')], findings: [] },
  ];
  assert.deepEqual(comparePlatforms(views), []);
});

test('dual use, other findings, and one platform are nothing to compare', () => {
  const other: Finding = { ...finding('etc/x'), kind: 'secret', rule: 'secret/x' };
  const view = {
    platform: 'linux/amd64',
    clues: [],
    findings: [{ ...finding('x'), class: 'dual-use' as const }, other],
  };
  assert.deepEqual(comparePlatforms([view, { platform: 'linux/arm64', ...nothing }]), []);
  assert.deepEqual(comparePlatforms([{ ...view, findings: [finding('x')] }]), []);
});

test('commands, hosts and paths of the host that one platform alone names are told', () => {
  const common = { steps, hosts: ['mirror.example:443'], hostPaths: [] };
  const own = {
    steps: [...steps, start('/opt/x -o pool.example:3333')],
    hosts: ['mirror.example:443', 'pool.example:3333'],
    hostPaths: ['/mnt/etc'],
  };
  const differences = comparePlatforms([
    { platform: 'linux/amd64', ...nothing, startup: common },
    { platform: 'linux/arm/v7', ...nothing, startup: own },
  ]);
  assert.deepEqual(differences, [
    {
      platform: 'linux/arm/v7',
      clues: [],
      findings: [],
      starts: ['/opt/x -o pool.example:3333'],
      hosts: ['pool.example:3333'],
      hostPaths: ['/mnt/etc'],
    },
  ]);
});

function start(command: string) {
  return { cause: 'cmd', when: 'start', command, reach: 'started', steps: [] } as const;
}

function clue(subject: string): Clue {
  return {
    rule: 'malware/miner-program',
    weight: 'certain',
    family: 'miner',
    subject,
    evidence: { path: subject },
    reach: 'started',
    does: 'mines',
  };
}

function finding(path: string): Finding {
  return {
    id: path,
    kind: 'malware',
    rule: 'malware/miner-program',
    severity: 'critical',
    title: 'x',
    evidence: [{ path }],
    class: 'malicious',
    reach: 'started',
  };
}
