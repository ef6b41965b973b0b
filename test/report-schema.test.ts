import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Problem } from '../src/base/problem.ts';
import type { StartupSummary } from '../src/behavior/suggest-run.ts';
import type { Finding } from '../src/finding/finding.ts';
import type { Inspection } from '../src/inspection/inspection.ts';
import type { Tallies } from '../src/inventory/account.ts';
import { isPackageType } from '../src/inventory/package-types.ts';
import { writeJson } from '../src/report/formats/json.ts';
import { makeReport } from '../src/report/report.ts';
import { hostilePackages, sampleImage, samplePackages, sampleSystem } from './support/inventory-sample.ts';
import { projectRoot } from './support/project.ts';
import { reportSchema } from './support/schemas.ts';

const one = { count: 1, bytes: 10 };
const totals: Tallies = {
  total: one,
  owned: one,
  configured: one,
  modified: one,
  language: one,
  debris: one,
  unaccounted: one,
};
const tool = { name: 'tidewaiter', version: '0.1.0' };
const problem: Problem = { code: 'unreadable-file', message: 'cannot be read', path: 'opt/x.jar', layer: 1 };
const vulnerable: Finding = {
  id: 'v1',
  kind: 'vulnerability',
  rule: 'vulnerability/known',
  severity: 'high',
  title: 'openssl 3.0.1 has CVE-2024-1',
  package: 'pkg:deb/debian/openssl@3.0.1',
  evidence: [{ path: 'var/lib/dpkg/status', layer: 0 }],
  vulnerability: {
    ids: ['CVE-2024-1', 'DSA-1-1'],
    summary: 'a hole\u001b[31m',
    installed: '3.0.1',
    fixed: ['3.0.2'],
    state: 'fixed',
    sources: [{ source: 'debian-tracker', id: 'CVE-2024-1', state: 'affected', severity: 'high', fixed: '3.0.2' }],
    cvss: { vector: 'CVSS:3.1/AV:N', version: '3.1', score: 7.5 },
    exploited: { since: '2024-02-03', ransomware: true },
    epss: { probability: 0.5, percentile: 0.99 },
    priority: { level: 'now', score: 99, reasons: ['used in attacks since 2024-02-03', 'a fix is out'] },
    confidence: 'high',
  },
};
const startup: StartupSummary = {
  steps: [
    {
      cause: 'entrypoint',
      when: 'start',
      command: '/init',
      path: 'init',
      reach: 'started',
      user: 'root',
      place: { field: 'config.entrypoint', line: 1, decoded: [] },
      steps: [
        {
          cause: 'script',
          when: 'service',
          command: 'curl pool.example',
          reach: 'started',
          place: { path: 'etc/x.sh', line: 3, decoded: ['base64'] },
          steps: [],
        },
      ],
    },
  ],
  hosts: ['pool.example:3333'],
  hostPaths: ['/mnt/etc'],
  privileges: [{ name: 'NET_ADMIN', why: 'runs tc', place: { path: 'init', line: 2, decoded: [] } }],
  unknown: ['/x was not read'],
  run: { words: ['docker', 'run'], reasons: [{ flag: '--read-only', why: 'it can' }] },
};
const inspection: Inspection = {
  image: sampleImage,
  startup,
  inventory: {
    os: sampleSystem,
    packages: [...samplePackages, ...hostilePackages],
    account: {
      files: totals,
      executables: totals,
      modified: [
        {
          path: 'usr/bin/ls',
          layer: 1,
          executable: true,
          package: 'pkg:deb/debian/coreutils@9.1',
          expected: 'md5:00',
          actual: 'md5:11',
        },
      ],
      unaccounted: [{ path: 'opt/run\u001b', layer: 0, kind: 'elf', mode: 0o4755, size: 12 }],
    },
  },
  findings: [
    {
      id: 'f1',
      kind: 'malware',
      rule: 'malware/miner',
      severity: 'high',
      title: 'A miner',
      evidence: [{ path: 'opt/run', layer: 0, excerpt: `\u001b[31m${'x'.repeat(1_000)}` }, { field: 'config.cmd' }],
      reach: 'started',
    },
    vulnerable,
  ],
  suppressed: [
    {
      finding: vulnerable,
      by: { kind: 'vex', who: 'Example', source: 'x.vex.json', reason: 'not affected' },
    },
  ],
  advisories: {
    feeds: [{ source: 'osv', feed: 'npm', checked: '2026-11-23T10:00:00Z', advisories: 2, damaged: 1 }],
  },
  problems: [problem],
  verdict: { decision: 'fail', reasons: ['a miner starts'] },
};

test('a full report and a bare one fit the schema', () => {
  const validate = reportSchema();
  for (const input of [inspection, { ...inspection, inventory: { packages: [] }, findings: [], problems: [] }]) {
    validate(JSON.parse(writeJson(makeReport(input, tool))));
    assert.deepEqual(validate.errors ?? [], []);
  }
});

test('what is not in the schema is refused', () => {
  const validate = reportSchema();
  const report = JSON.parse(writeJson(makeReport(inspection, tool)));
  const spoiled = [
    { ...report, extra: 1 },
    { ...report, image: { ...report.image, digest: 'sha256:1' } },
    { ...report, inventory: { packages: [{ ...report.inventory.packages[0], type: 'nothing' }] } },
    { ...report, problems: [{ ...problem, path: 'relative' }] },
    { ...report, verdict: { decision: 'perhaps', reasons: [] } },
  ];
  for (const wrong of spoiled) assert.equal(validate(wrong), false);
});

test('paths are absolute, modes octal, excerpts bounded', () => {
  const { inventory, findings, problems } = makeReport(inspection, tool);
  assert.equal(inventory.packages[0]?.locations[0]?.path, '/var/lib/dpkg/status');
  assert.equal(inventory.account?.modified[0]?.path, '/usr/bin/ls');
  assert.equal(inventory.account?.unaccounted[0]?.mode, '4755');
  assert.equal(problems[0]?.path, '/opt/x.jar');
  assert.equal(findings[0]?.evidence[0]?.excerpt?.length, 400);
});

test('the JSON keeps every name and steers no terminal', () => {
  const report = makeReport(
    { ...inspection, image: { ...sampleImage, name: 'a\u009b31m\u202eb\u001b]0;x\u0007' } },
    tool,
  );
  const text = writeJson(report);
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u202e]/u);
  assert.equal(JSON.parse(text).image.name, report.image.name);
});

test('the schema knows every package type and problem code', () => {
  const schema = JSON.parse(readFileSync(join(projectRoot, 'docs', 'report.schema.json'), 'utf8'));
  const types: string[] = schema.$defs.package.properties.type.enum;
  assert.ok(types.every(isPackageType));
  const source = readFileSync(join(projectRoot, 'src', 'inventory', 'package-types.ts'), 'utf8');
  assert.deepEqual([...source.matchAll(/^ {2}'?([a-z-]+)'?: true,$/gm)].map(([, name]) => name).sort(), types.sort());
  const problems = readFileSync(join(projectRoot, 'src', 'base', 'problem.ts'), 'utf8');
  const codes = [...problems.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  assert.deepEqual(codes, schema.$defs.problem.properties.code.enum);
});
