import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { detectors } from '../src/finding/detectors/index.ts';
import { allRules, findRules } from '../src/finding/rules.ts';
import { writeRulesMarkdown } from '../src/report/formats/rules-markdown.ts';
import { assertTextGolden } from './support/golden.ts';
import { fixturesRoot, projectRoot } from './support/project.ts';
import { runCli } from './support/run-cli.ts';
import { sourceFiles } from './support/source-files.ts';

const KINDS = 'vulnerability|malware|secret|misconfiguration|trust|integrity|license';
const rules = allRules();
const ids = new Set<string>(rules.map(({ id }) => id));

test('docs/rules.md lists every rule, with the fixtures that show it', () => {
  const shownBy = new Map<string, string[]>();
  for (const { name, rule } of positiveCases()) shownBy.set(rule, [...(shownBy.get(rule) ?? []), name]);
  const silent = detectors.map(({ name }) => `| \`${name}\` | ${casesIn(name, 'negative').join(', ')} |`);
  assertTextGolden(
    join(projectRoot, 'docs/rules.md'),
    `# Rules

All that can be found in an image, as \`tidewaiter rules\` lists it. What detectors see is weighed together before anything is
called malicious: one certain proof, or two strong signs of different kinds, about one file or about what starts. Severity is
that of most findings of a rule. Where a system's support has ended, or a part of the image could not be seen, the report has
a problem instead: see [errors.md](errors.md).

Fixtures lie in \`fixtures/detectors/\`.

${writeRulesMarkdown(rules, shownBy)}
## What must stay silent

Cases that look like the real thing, and in which the detector must see nothing.

| detector | cases |
|---|---|
${silent.join('\n')}

Written by \`npm test -- -u documents\`; do not edit.
`,
  );
});

test('every rule says what it means and what else looks like it', () => {
  for (const { id, title, meaning, falsePositives } of rules) {
    assert.match(id, new RegExp(`^(?:${KINDS})/[a-z0-9][a-z0-9:<>-]*$`), id);
    assert.match(title, /^\S.{3,100}[^.\s]$/, `${id}: ${title}`);
    for (const text of [meaning, falsePositives]) assert.match(text, /^\S.{8,}[.)`]$/s, `${id}: ${text}`);
  }
});

test('an id means the same in every detector that has it', () => {
  const byId = new Map(rules.map((rule) => [rule.id, JSON.stringify(rule)]));
  for (const rule of detectors.flatMap((detector) => detector.rules)) {
    assert.equal(JSON.stringify(rule), byId.get(rule.id), rule.id);
  }
});

test('every rule that the source names, and every one in a golden, is listed', () => {
  const pattern = new RegExp(`\\brule(?:Id)?(?:: | = |[:=] .{0,60}[?:] )'((?:${KINDS})/[\\w:-]+)'`, 'g');
  const named = sourceFiles('src')
    .filter(({ isTest }) => !isTest)
    .flatMap(({ code }) => [...code.matchAll(pattern)]);
  assert.ok(named.length >= 3);
  for (const [, id = ''] of named) assert.ok(ids.has(id), `${id} is not listed`);
  for (const { rule, name } of positiveCases()) assert.ok(ids.has(rule), `${name}: ${rule} is not listed`);
});

test('the command lists rules, tells of one, and knows those it does not have', async () => {
  const list = await runCli(['rules']);
  assert.equal(list.stdout.trimEnd().split('\n').length, rules.length);
  const one = await runCli(['rules', 'malware/malicious-package']);
  assert.match(one.stdout, /^malware\/malicious-package {2}critical\n {2}Malicious package\. /);
  assert.match(one.stdout, /https:\/\/attack\.mitre\.org\/techniques\/T1195\/001\//);
  const json = await runCli(['rules', 'integrity', '--format', 'json']);
  assert.ok((JSON.parse(json.stdout) as { id: string }[]).every(({ id }) => id.startsWith('integrity/')));
  const markdown = await runCli(['rules', '--format', 'markdown']);
  assert.match(markdown.stdout, /^## Hostile content\n/);
  const unknown = await runCli(['rules', 'malware/no-such-rule']);
  assert.equal(unknown.exitCode, 2);
  assert.match(unknown.stderr, /there is no rule malware\/no-such-rule/);
});

test('a rule of the user is explained by the rule for all of them', () => {
  const { found, unknown } = findRules(['malware/yara:linux/miner:Inert_Miner'], rules);
  assert.deepEqual([found.map(({ id }) => id), unknown], [['malware/yara:<namespace>:<rule>'], []]);
});

function casesIn(detector: string, kind: 'positive' | 'negative'): string[] {
  const folder = join(fixturesRoot, 'detectors', detector, kind);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** Rules that goldens of detectors name, with the case each of them stands in. */
function positiveCases(): { name: string; rule: string }[] {
  return detectors.flatMap((detector) =>
    casesIn(detector.name, 'positive').flatMap((name) => {
      const path = join(fixturesRoot, 'detectors', detector.name, 'positive', name, 'expected.json');
      if (!existsSync(path)) return [];
      const found = [...readFileSync(path, 'utf8').matchAll(/^ {4}"rule": "([^"]+)"/gm)].map(([, rule = '']) => rule);
      return [...new Set(found)].map((rule) => ({ name: `${detector.name}/${name}`, rule }));
    }),
  );
}
