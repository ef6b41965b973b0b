import assert from 'node:assert/strict';
import { test } from 'node:test';
import { groupFromRepositoryPath, parseArchiveName } from './file-name.ts';

function parts(path: string, version?: string): string {
  const { group, artifact, version: found } = parseArchiveName(path, version);
  return [...(group ? [group] : []), artifact, found].join(' ');
}

test('artifact and version', () => {
  const expected: Record<string, string> = {
    'lib/guava-33.2.1-jre.jar': 'guava 33.2.1-jre',
    'log4j-1.2-api-2.17.1.jar': 'log4j-1.2-api 2.17.1',
    'kafka_2.13-3.7.0.jar': 'kafka_2.13 3.7.0',
    'kotlin-stdlib-1.9.21-release-633.jar': 'kotlin-stdlib 1.9.21-release-633',
    'hadoop-shaded-protobuf_3_7-1.1.1.jar': 'hadoop-shaded-protobuf_3_7 1.1.1',
    'geronimo-j2ee_1.4_spec-1.0.jar': 'geronimo-j2ee_1.4_spec 1.0',
    'netty-transport-native-epoll-4.1.110.Final-linux-x86_64.jar':
      'netty-transport-native-epoll 4.1.110.Final-linux-x86_64',
    'listenablefuture-9999.0-empty-to-avoid-conflict-with-guava.jar':
      'listenablefuture 9999.0-empty-to-avoid-conflict-with-guava',
    'app-1.0-20240102.030405-7.jar': 'app 1.0-20240102.030405-7',
    'bcprov-ext-jdk15-1.46.jar': 'bcprov-ext-jdk15 1.46',
    'spring-core-5.0.0.BUILD-SNAPSHOT.jar': 'spring-core 5.0.0.BUILD-SNAPSHOT',
    'beam-vendor-guava-32_1_2-jre-0.1.jar': 'beam-vendor-guava-32_1_2-jre 0.1',
    'guava-r06.jar': 'guava r06',
    'spring-r2dbc-6.1.10.jar': 'spring-r2dbc 6.1.10',
    'commons-jelly-1.1-hudson-20100305.jar': 'commons-jelly 1.1-hudson-20100305',
    'tool_4.3.2.jar': 'tool 4.3.2',
    'tool.4.3.2.jar': 'tool 4.3.2',
    'app.jar': 'app ',
    app: 'app ',
    '.jar': '.jar ',
    '-1.jar': '-1 ',
  };
  for (const [path, wanted] of Object.entries(expected)) assert.equal(parts(path), wanted, path);
});

test('a group before the name', () => {
  assert.equal(parts('lib/io.quarkus.quarkus-core-3.11.2.jar'), 'io.quarkus quarkus-core 3.11.2');
  assert.equal(parts('plugins/org.eclipse.core.runtime_3.26.100.v2022.jar'), 'org.eclipse.core runtime 3.26.100.v2022');
  assert.equal(parts('my.tool-1.0.jar'), 'my.tool 1.0');
});

test('the version that the manifest claims shows where the artifact ends', () => {
  assert.equal(parts('tool-2-beta-r7.jar', 'r7'), 'tool-2-beta r7');
  assert.equal(parts('ehcache-3.10.8-jakarta.jar', '3.10.8'), 'ehcache 3.10.8');
  assert.equal(parts('x-1.0.jar', '9.9'), 'x 1.0');
});

test('hostile names cost no more than their length', () => {
  const started = performance.now();
  for (const unit of ['-1', '1-', 'a-1.', '_1.1', '-v1_', 'a.']) parseArchiveName(`${unit.repeat(2000)}.jar`, '1');
  assert.ok(performance.now() - started < 2000);
});

test('repositories and caches tell the group by folders', () => {
  const group = (path: string) => groupFromRepositoryPath(path, 'widget', '1.0');
  assert.equal(group('root/.m2/repository/com/acme/deep/widget/1.0/widget-1.0.jar'), 'com.acme.deep');
  assert.equal(group('opt/karaf/system/com/acme/widget/1.0/widget-1.0.jar'), 'com.acme');
  assert.equal(group('root/.gradle/caches/modules-2/files-2.1/com.acme/widget/1.0/abc/widget-1.0.jar'), 'com.acme');
  assert.equal(group('usr/share/maven-repo/com/acme/widget/debian/widget-debian.jar'), 'com.acme');
  assert.equal(group('repository/com/acme/other/1.0/widget-1.0.jar'), undefined);
  assert.equal(group('srv/lib/widget-1.0.jar'), undefined);
});
