import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advisorySources } from '../advisory/sources/index.ts';
import { packageSources } from './coverage.ts';
import { ecosystemExamples, ecosystemNamed } from './ecosystem-named.ts';

test('ecosystems are understood as people write them', () => {
  const written = {
    npm: 'npm',
    NPM: 'npm',
    'debian:12': 'Debian:12',
    'Debian:12.5': 'Debian:12',
    'debian:bookworm': 'Debian:12',
    'debian:sid': 'Debian:sid',
    'alpine:3.20': 'Alpine:v3.20',
    'Alpine:v3.20': 'Alpine:v3.20',
    'alpine:3.20.3': 'Alpine:v3.20',
    'alpine:edge': 'Alpine:edge',
    'AlmaLinux:9': 'AlmaLinux:9',
    'alma:9.4': 'AlmaLinux:9',
    'Rocky Linux:9': 'Rocky Linux:9',
    'rocky-linux:9': 'Rocky Linux:9',
    'rhel:8': 'Red Hat:8',
    'ubuntu:22.04': 'Ubuntu:22.04',
    'Ubuntu:Pro:22.04': 'Ubuntu:Pro:22.04',
    'amazonlinux:2': 'Amazon Linux:2',
    'sles:15.5': 'SUSE:SLES 15.5',
    'SUSE:SLES 15.5': 'SUSE:SLES 15.5',
    'opensuse:tumbleweed': 'openSUSE:Tumbleweed',
    'openSUSE:Leap 15.6': 'openSUSE:Leap 15.6',
    'azurelinux:3': 'Azure Linux:3.0',
    golang: 'Go',
    pip: 'PyPI',
    cargo: 'crates.io',
    'crates.io': 'crates.io',
    gem: 'RubyGems',
    'CPE:Apache:Http_Server': 'CPE:apache:http_server',
  };
  for (const [text, ecosystem] of Object.entries(written)) assert.equal(ecosystemNamed(text), ecosystem, text);
});

test('what is none is refused with the names there are', () => {
  const refused = { name: 'UsageError', code: 'bad-flag' };
  assert.throws(() => ecosystemNamed('cobol'), { ...refused, message: /no ecosystem "cobol"; say one of .*npm/ });
  assert.throws(() => ecosystemNamed('alpine'), { ...refused, message: /which release\? Say it as alpine:3\.20/ });
  assert.throws(() => ecosystemNamed('alpine:x'), { ...refused, message: /no release "x"/ });
  assert.throws(() => ecosystemNamed('npm:10'), { ...refused, message: /has no releases/ });
  for (const text of ['', ':', ':12', '../x', 'debian:', '__proto__', 'CPE:', 'CPE:a', 'x'.repeat(1e6)]) {
    assert.throws(() => ecosystemNamed(text), refused, text.slice(0, 20));
  }
});

test('a feed speaks of every example', () => {
  const sources = packageSources(advisorySources);
  const unspoken = ecosystemExamples().filter(
    (example) => !sources.some((source) => source.feedFor(ecosystemNamed(example)) !== undefined),
  );
  assert.deepEqual(unspoken, []);
});
