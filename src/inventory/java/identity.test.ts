import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJarManifest } from '../../format/jar-manifest.ts';
import { type ArchiveEvidence, identify } from './identity.ts';

function coordinates(path: string, given: Partial<Omit<ArchiveEvidence, 'manifest'>> & { manifest?: string } = {}) {
  const { manifest = '', ...rest } = given;
  const { main, shaded } = identify({
    poms: [],
    javaPackage: undefined,
    hasClasses: true,
    ...rest,
    path,
    manifest: parseJarManifest(Buffer.from(manifest)),
  });
  return [main, ...shaded].map((found) => (found ? `${found.group}:${found.artifact}:${found.version}` : 'nothing'));
}

function pom(group: string, artifact: string, version: string) {
  return { group, artifact, version, licenses: [] };
}

test('the pom that the file is named after is the archive', () => {
  const poms = [pom('g', 'shaded', '1'), pom('g', 'own', '2')];
  assert.deepEqual(coordinates('own-2.jar', { poms }), ['g:own:2', 'g:shaded:1']);
  assert.deepEqual(coordinates('own-2-linux-x86_64.jar', { poms }), ['g:own:2', 'g:shaded:1']);
  assert.deepEqual(coordinates('own.jar', { poms }), ['g:own:2', 'g:shaded:1']);
  assert.deepEqual(coordinates('g.own-2.jar', { poms }), ['g:own:2', 'g:shaded:1']);
  const manifest = 'Implementation-Title: own\r\n';
  assert.deepEqual(coordinates('app.jar', { poms, manifest }), ['g:own:2', 'g:shaded:1']);
});

test('equal artifacts of two groups: the bundle name tells', () => {
  const poms = [pom('org.a', 'core', '1'), pom('org.b', 'core', '1')];
  const manifest = 'Bundle-SymbolicName: org.b.core;singleton:=true\r\n';
  assert.deepEqual(coordinates('core-1.jar', { poms, manifest }), ['org.b:core:1', 'org.a:core:1']);
});

test('several poms and a name that says nothing: the whole has no name', () => {
  const poms = [pom('g', 'a', '1'), pom('g', 'b', '2')];
  assert.deepEqual(coordinates('app.jar', { poms }), ['nothing', 'g:a:1', 'g:b:2']);
});

test('what a pom leaves open comes from manifest and file name', () => {
  const open = { group: undefined, artifact: 'own', version: '', licenses: [] };
  const manifest = 'Implementation-Vendor-Id: org.acme\r\nImplementation-Version: 3\r\n';
  assert.deepEqual(coordinates('own.jar', { poms: [open], manifest }), ['org.acme:own:3']);
  assert.deepEqual(coordinates('own-2.jar', { poms: [open], manifest }), ['org.acme:own:2']);
});

test('groups without a pom', () => {
  const cases: readonly [path: string, manifest: string, javaPackage: string | undefined, expected: string][] = [
    ['slf4j-api-1.jar', 'Bundle-SymbolicName: org.slf4j.api', undefined, 'org.slf4j:slf4j-api:1'],
    [
      'postgresql-42.jar',
      'Automatic-Module-Name: org.postgresql.jdbc',
      'org.postgresql',
      'org.postgresql.jdbc:postgresql:42',
    ],
    ['micrometer-core-1.jar', '', 'io.micrometer.core', 'io.micrometer:micrometer-core:1'],
    ['bson-5.jar', 'Bundle-SymbolicName: org.mongodb.bson', 'org.bson', 'org.mongodb:bson:5'],
    ['plugin.hpi', 'Plugin-Version: 1.2 (x)\r\nGroup-Id: org.p\r\nShort-Name: git', undefined, 'org.p:git:1.2'],
    [
      'catalina.jar',
      'Implementation-Version: 9.0.80',
      'org.apache.catalina',
      'org.apache.tomcat:tomcat-catalina:9.0.80',
    ],
    ['spring-boot-starter-1.jar', '', undefined, 'org.springframework.boot:spring-boot-starter:1'],
    ['spring-core-1.jar', '', 'com.evil', 'com.evil:spring-core:1'],
    ['hibernate-core-6.5.2.Final.jar', '', 'org.hibernate', 'org.hibernate.orm:hibernate-core:6.5.2.Final'],
    ['hibernate-core-5.6.15.Final.jar', '', 'org.hibernate', 'org.hibernate:hibernate-core:5.6.15.Final'],
    ['unknown-1.jar', '', undefined, 'unknown:unknown:1'],
  ];
  for (const [path, manifest, javaPackage, expected] of cases) {
    assert.deepEqual(coordinates(path, { manifest: `${manifest}\r\n`, javaPackage }), [expected], path);
  }
});

test('placeholders and sentences are no coordinates', () => {
  const manifest = `Implementation-Version: \${project.version}\r\nImplementation-Title: My App\r\nBundle-Version: 1.0\r\n`;
  assert.deepEqual(coordinates('x.jar', { manifest }), ['x:x:1.0']);
});

test('nothing is told of an archive that tells nothing', () => {
  assert.deepEqual(coordinates('readme.jar', { hasClasses: false }), ['nothing']);
  assert.deepEqual(coordinates('libs/classes.jar'), ['nothing']);
});
