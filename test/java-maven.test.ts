import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fromBytes } from '../src/format/random-access.ts';
import { walkArchive } from '../src/inventory/java/archive-walk.ts';

// Built with a pom, without one, renamed, as a bundle, with others shaded in.
const ROOTS = [
  'org.apache.logging.log4j:log4j-core:2.17.1',
  'org.springframework:spring-webmvc:6.1.10',
  'com.squareup.okhttp3:okhttp:4.12.0',
  'com.sun.xml.bind:jaxb-impl:4.0.5',
  'io.grpc:grpc-netty-shaded:1.64.0',
  'commons-collections:commons-collections:3.2.1',
];

test('archives from Maven Central are what Maven says they are', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'java-maven-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'pom.xml'), project());
  const goal = ['dependency:copy-dependencies', '-Dmdep.useRepositoryLayout=true', `-DoutputDirectory=${folder}/jars`];
  const maven = spawnSync('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal], { timeout: 240_000 });
  if (maven.error) return context.skip('needs mvn');
  if (maven.status !== 0) return context.skip('mvn could not fetch the archives');
  const archives = readdirSync(join(folder, 'jars'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.jar'),
  );
  assert.ok(archives.length >= ROOTS.length);
  for (const path of archives) {
    const parts = path.split('/');
    const [artifact, version, name] = parts.slice(-3);
    const { packages, problems } = walkArchive(fromBytes(readFileSync(join(folder, 'jars', path))), name ?? '');
    const [main] = packages;
    assert.deepEqual(problems, []);
    assert.deepEqual(
      [main?.group, main?.artifact, main?.version],
      [parts.slice(0, -3).join('.'), artifact, version],
      path,
    );
  }
});

function project(): string {
  const dependencies = ROOTS.map((root) => {
    const [group, artifact, version] = root.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>x</groupId><artifactId>x</artifactId><version>1</version>
<dependencies>${dependencies.join('\n')}</dependencies></project>\n`;
}
