import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '../../../test/support/fuzz.ts';
import { FormatError } from '../../base/errors.ts';
import { parsePomProperties, parsePomXml } from './pom.ts';

const POM = `<?xml version="1.0"?><project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent><groupId>org.acme</groupId><artifactId>parent</artifactId><version>7</version></parent>
  <artifactId>widget</artifactId><version>\${revision}</version><url>https://acme.example/widget</url>
  <organization><name>Acme</name></organization>
  <licenses><license><name>Apache-2.0</name></license><license><url>https://mit.example</url></license></licenses>
  <properties><revision>\${major}.2</revision><major>1</major></properties>
  <dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId></dependency></dependencies>
</project>`;

test('coordinates come from the pom, its parent and its properties', () => {
  assert.deepEqual(parsePomXml(Buffer.from(POM)), {
    group: 'org.acme',
    artifact: 'widget',
    version: '1.2',
    licenses: ['Apache-2.0', 'https://mit.example'],
    supplier: 'Acme',
    homepage: 'https://acme.example/widget',
  });
});

test('what a pom leaves to its unseen parent stays open', () => {
  const pom = `<project><artifactId>a</artifactId><version>\${unknown}</version></project>`;
  assert.deepEqual(parsePomXml(Buffer.from(pom)), { group: undefined, artifact: 'a', version: '', licenses: [] });
});

test('placeholders in a circle, or that grow, come to an end', () => {
  const grow = `\${a}`.repeat(60);
  const pom = (properties: string) =>
    Buffer.from(
      `<project><artifactId>x</artifactId><version>\${a}</version><properties>${properties}</properties></project>`,
    );
  assert.equal(parsePomXml(pom(`<a>\${b}</a><b>\${a}</b>`)).version, '');
  assert.equal(parsePomXml(pom(`<a>${grow}</a>`)).version, '');
});

test('pom.properties', () => {
  const pom = parsePomProperties(Buffer.from('#x\nversion=1.0\ngroupId=org.acme\nartifactId=widget\n'));
  assert.deepEqual(pom, { group: 'org.acme', artifact: 'widget', version: '1.0', licenses: [] });
  assert.equal(parsePomProperties(Buffer.from('artifactId=a\ngroupId=../b\nversion=1 2')).group, undefined);
  assert.throws(() => parsePomProperties(Buffer.from(`artifactId=\${a}`)), FormatError);
});

test('what is no pom is refused', () => {
  assert.throws(() => parsePomXml(Buffer.from('<html/>')), FormatError);
  assert.throws(() => parsePomXml(Buffer.from('<project/>')), FormatError);
  fuzz(Buffer.from(POM), parsePomXml, 300);
});
