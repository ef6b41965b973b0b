import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostilePackages, sampleImage, sampleSbom } from '../../test/support/inventory-sample.ts';
import { imagePurl } from './image-purl.ts';
import { isCpe, sbomCreated, sbomSerial, sbomTimestamp, uniqueNames, webAddress } from './sbom.ts';

test('the date is SOURCE_DATE_EPOCH, the image’s creation, or 1970', () => {
  const created = (text: string, epoch?: string) =>
    sbomTimestamp(
      sbomCreated(
        { ...sampleImage, config: { ...sampleImage.config, created: text } },
        epoch ? { SOURCE_DATE_EPOCH: epoch } : {},
      ),
    );
  assert.equal(created('2024-05-06T07:08:09.5Z', '86400'), '1970-01-02T00:00:00Z');
  assert.equal(created('2024-05-06T07:08:09.5Z', 'soon'), '2024-05-06T07:08:09Z');
  assert.equal(created('0001-01-01T00:00:00Z'), '1970-01-01T00:00:00Z');
  assert.equal(created('2024-05-06T07:08:09Z', '999999999999'), '9999-12-31T00:00:00Z');
  assert.equal(created('yesterday'), '1970-01-01T00:00:00Z');
});

test('the serial number follows from the content', () => {
  const serial = sbomSerial(sampleSbom);
  assert.match(serial, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(sbomSerial({ ...sampleSbom }), serial);
  assert.notEqual(sbomSerial({ ...sampleSbom, packages: hostilePackages }), serial);
  assert.notEqual(sbomSerial({ ...sampleSbom, tool: { name: 'tidewaiter', version: '9' } }), serial);
  assert.equal(sbomSerial({ ...sampleSbom, serial: 'AB' }), 'ab');
});

test('names are given once', () => {
  const unique = uniqueNames('#');
  assert.deepEqual(['a', 'a', 'a#2', 'a', 'b'].map(unique), ['a', 'a#2', 'a#2#2', 'a#3', 'b']);
});

test('only plain web addresses and well-formed CPE names are written', () => {
  assert.equal(webAddress('https://example.org/a?b=c#d'), 'https://example.org/a?b=c#d');
  for (const text of [
    'javascript:alert(1)',
    'https://user:pass@example.org/',
    'https://example.org/]]>',
    'http://a b',
    '',
  ]) {
    assert.equal(webAddress(text), undefined, text);
  }
  assert.ok(isCpe('cpe:2.3:a:redis:redis:7.2.4:*:*:*:*:*:*:*'));
  assert.ok(isCpe('cpe:2.3:a:x:node\\:js:1.0\\+b:*:*:en-us:*:*:-:*'));
  for (const text of [
    'cpe:2.3:a:b',
    'cpe:/a:b:c',
    'cpe:2.3:x:a:b:1:*:*:*:*:*:*:*',
    'cpe:2.3:a:<a>:b:1:*:*:*:*:*:*:*',
  ]) {
    assert.ok(!isCpe(text), text);
  }
});

test('an image is named by its registry and digest', () => {
  const { digest } = sampleImage;
  assert.equal(
    imagePurl(sampleImage),
    `pkg:oci/shop@${digest}?arch=arm64&repository_url=registry.example:5000%2Fteam%2Fshop&tag=1.2`,
  );
  assert.equal(
    imagePurl({ ...sampleImage, name: `docker.io/library/nginx@${digest}` }).split('?')[1],
    'arch=arm64&repository_url=docker.io%2Flibrary%2Fnginx',
  );
  assert.equal(
    imagePurl({ ...sampleImage, name: '/tmp/image.tar', source: 'archive' }),
    `pkg:oci/image.tar@${digest}?arch=arm64`,
  );
  assert.equal(imagePurl({ ...sampleImage, name: '', source: 'archive' }), `pkg:oci/image@${digest}`);
});
