import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildZip, type ZipMember } from '../../../test/support/build-zip.ts';
import { fuzz } from '../../../test/support/fuzz.ts';
import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { fromBytes, type RandomAccess } from '../../format/random-access.ts';
import { walkArchive } from './archive-walk.ts';

function pom(artifact: string, version = '1.0'): ZipMember {
  return {
    name: `META-INF/maven/org.acme/${artifact}/pom.properties`,
    content: `groupId=org.acme\nartifactId=${artifact}\nversion=${version}\n`,
    deflated: true,
  };
}

function walked(bytes: Uint8Array, path = 'app.jar') {
  const { packages, problems } = walkArchive(fromBytes(bytes), path);
  const found = packages.map((found) => [...found.inside, `${found.group}:${found.artifact}:${found.version}`]);
  return { found: found.map((parts) => parts.join(' ')), problems };
}

test('the archive itself comes first, then what was shaded in, then what is nested', () => {
  const nested = buildZip([pom('nested')]);
  const archive = buildZip([pom('shaded', '2'), pom('own'), { name: 'lib/nested-1.0.jar', content: nested }]);
  assert.deepEqual(walked(archive, 'opt/own-1.0.jar').found, [
    'org.acme:own:1.0',
    'org.acme:shaded:2',
    'lib/nested-1.0.jar org.acme:nested:1.0',
  ]);
});

test('an archive named after something else than its only pom merely contains that', () => {
  const archive = buildZip([pom('inner'), { name: 'org/other/tool/Main.class', content: '' }]);
  assert.deepEqual(walked(archive, 'tool-3.1.jar').found, ['org.other:tool:3.1', 'org.acme:inner:1.0']);
  assert.deepEqual(walked(archive, 'app.jar').found, ['org.acme:inner:1.0']);
});

test('the launcher of a fat archive is not taken for its maker', () => {
  const manifest = 'Main-Class: org.springframework.boot.loader.JarLauncher\r\nStart-Class: com.acme.shop.Main\r\n';
  const archive = buildZip([
    { name: 'META-INF/MANIFEST.MF', content: manifest },
    { name: 'org/springframework/boot/loader/JarLauncher.class', content: '' },
    { name: 'BOOT-INF/classes/com/acme/shop/Main.class', content: '' },
  ]);
  assert.deepEqual(walked(archive, 'shop.jar').found, ['com.acme.shop:shop:']);
});

test('damage inside costs only what is damaged, and is told', () => {
  const archive = buildZip([
    { ...pom('secret'), encrypted: true },
    pom('open'),
    { name: 'bad.jar', content: 'not a zip' },
    { name: 'good.jar', content: buildZip([pom('good')]), deflated: true },
  ]);
  const { found, problems } = walked(archive);
  assert.deepEqual(found, ['org.acme:open:1.0', 'good.jar org.acme:good:1.0']);
  assert.equal(problems.length, 2);
  assert.match(problems[0] ?? '', /encrypted/);
  assert.match(problems[1] ?? '', /^bad\.jar: not a zip/);
});

test('nesting ends at the limit', () => {
  let archive = buildZip([pom('innermost')]);
  for (let depth = 0; depth < limits.nestedArchives; depth++) archive = buildZip([{ name: 'x.jar', content: archive }]);
  assert.equal(walked(archive).found.length, 1);
  const { found, problems } = walked(buildZip([{ name: 'x.jar', content: archive }]));
  assert.deepEqual(found, []);
  assert.match(problems.join(), /nested too deep/);
});

test('many names for the bytes of one large archive cost as much as one', () => {
  const inner = buildZip(Array.from({ length: 20_000 }, (_, index) => ({ name: `${index}`, content: '' })));
  const shared = { content: '', claimedOffset: 0, claimedSize: inner.length, claimedCompressedSize: inner.length };
  const members = Array.from({ length: 30_000 }, (_, index) => ({ name: `${index}.jar`, ...shared }));
  const started = performance.now();
  walked(buildZip([{ name: 'a.jar', content: inner }, ...members]));
  assert.ok(performance.now() - started < 10_000);
});

test('nested archives that would fill the memory are left out', () => {
  const claimedSize = limits.archiveInMemory + 1;
  const zip = buildZip([{ name: 'huge.jar', content: Buffer.alloc(2_000_000), method: 8, claimedSize }]);
  assert.match(walked(zip).problems.join(), /larger than/);
});

test('what is no archive is refused, damage throws nothing else', () => {
  assert.throws(() => walked(Buffer.from('text')), FormatError);
  const nested = buildZip([pom('nested'), { name: 'META-INF/MANIFEST.MF', content: 'Bundle-Version: 1\r\n' }]);
  const valid = buildZip([pom('own'), { name: 'lib/n.jar', content: nested, deflated: true }]);
  fuzz(valid, (bytes) => walked(bytes), 1500);
});

test('only directory and descriptors are read, not the classes', () => {
  const archive = fromBytes(buildZip([pom('own'), { name: 'a/Big.class', content: Buffer.alloc(5_000_000, 1) }]));
  let read = 0;
  const counted: RandomAccess = {
    size: archive.size,
    readAt(offset, length) {
      const bytes = archive.readAt(offset, length);
      read += bytes.length;
      return bytes;
    },
  };
  assert.equal(walkArchive(counted, 'x.jar').packages.length, 1);
  assert.ok(read < 100_000);
});
