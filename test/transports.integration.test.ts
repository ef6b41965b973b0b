import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import type { ValidateFunction } from 'ajv';
import type { Inspection } from '../src/inspection/inspection.ts';
import { readSbom } from '../src/inventory/sbom-reader.ts';
import { sbomFormatNames, sbomFormats } from '../src/report/formats/index.ts';
import type { Report } from '../src/report/report.ts';
import { sbomCreated } from '../src/report/sbom.ts';
import { debianImages } from './support/debian-image.ts';
import { startDockerRegistry } from './support/docker-registry.ts';
import { serveFlakyProxy } from './support/flaky-proxy.ts';
import { projectRoot } from './support/project.ts';
import { runTool, withoutTools } from './support/run-tool.ts';
import { scan } from './support/scan.ts';
import { cycloneDxSchema, reportSchema, spdxSchema, withoutXmllint, xmllintErrors } from './support/schemas.ts';

// One Debian image of two layers comes every way an image can come; what is in it must not depend on the way.

const { value: debian, skip: withoutDebian } = debianImages();
const skip = withoutDebian || withoutTools('skopeo', 'docker-registry', 'htpasswd');
const source = `oci:${debian?.layout}:installed`;
const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-transports-'));
const at = (name: string): string => join(folder, name);
const LOGIN = { username: 'me', password: 'a:b c' };

describe('one image', { skip }, () => {
  let direct: Awaited<ReturnType<typeof scan>>;
  let again: Awaited<ReturnType<typeof scan>>;
  const servers: ChildProcess[] = [];
  before(async () => {
    direct = await scan(source);
  });
  after(() => {
    for (const server of servers) server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test('twice gives the same bytes, and they fit the schema', async () => {
    again = await scan(source);
    assert.equal(again.json, direct.json);
    assertValid(reportSchema(), direct.json);
  });

  test('with one, two and four threads gives the same bytes', async () => {
    for (const threads of [1, 2, 4].filter((count) => count !== availableParallelism()))
      assert.equal((await scan(source, { threads })).json, direct.json, `${threads}`);
  });

  test('with an empty cache and a full one gives the same bytes', async () => {
    const cold = await scan(source, { cache: at('cache') });
    assert.equal(cold.json, direct.json);
    const warm = await scan(source, { cache: at('cache') });
    assert.equal(warm.json, cold.json);
  });

  test('with all files hashed gives the same packages and the same account', async () => {
    const { report } = await scan(source, { verify: 'all' });
    assert.deepEqual(report, direct.report);
  });

  test('as archives', async () => {
    for (const form of ['docker-archive', 'oci-archive']) {
      copy(source, `${form}:${at(form)}.tar:test:latest`);
      assertSame((await scan(`${at(form)}.tar`)).report, direct.report);
    }
  });

  test('as a folder', async () => {
    copy(source, `oci:${at('layout')}:latest`);
    assertSame((await scan(at('layout'))).report, direct.report);
  });

  test('from standard input', async () => {
    const main = join(projectRoot, '.build/src/cli/main.js');
    const program = spawn(process.execPath, [main, 'scan', '--no-cache', '--no-advisories', '--format', 'json', '-'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createReadStream(at('docker-archive.tar')).pipe(program.stdin);
    const report: Report = JSON.parse(await text(program.stdout));
    assertSame(report, direct.report);
  });

  test('as the root file system that it unpacks to', async () => {
    const { report } = await scan(`rootfs:${debian?.installedRoot}`);
    const flat = (packages: Report['inventory']['packages']) =>
      packages.map((found) => ({ ...found, locations: found.locations.map(({ path }) => path) }));
    assert.deepEqual(flat(report.inventory.packages), flat(direct.report.inventory.packages));
    assert.deepEqual(report.inventory.account, direct.report.inventory.account);
    assert.deepEqual(report.os, direct.report.os);
  });

  for (const login of [undefined, LOGIN]) {
    test(`through a registry ${login ? 'with' : 'without'} a login`, async () => {
      const { server, host } = await startDockerRegistry(mkdtempSync(at('registry-')), login);
      servers.push(server);
      const name = `${host}/team/debian:latest`;
      const credentials = login ? [`--dest-creds=${login.username}:${login.password}`] : [];
      copy(source, `docker://${name}`, ['--dest-tls-verify=false', ...credentials]);
      const registry = login ? { credentials: login } : {};
      assertSame((await scan(name, { registry })).report, direct.report);
      if (login) return;
      const proxy = await serveFlakyProxy(Number(host.split(':')[1]), {
        cutAfterBytes: 8_000_000,
        bytesPerSecond: 20_000_000,
      });
      try {
        const { report } = await scan(`${proxy.host}/team/debian:latest`);
        assertSame(report, direct.report);
        assert.ok(proxy.cuts() >= 5, `${proxy.cuts()} connections were cut`);
      } finally {
        await proxy.close();
      }
    });
  }

  test('its bills of materials are valid, always the same, and read back to the same packages', {
    skip: withoutXmllint,
  }, async () => {
    for (const format of sbomFormatNames) {
      const written = sbomOf(direct.inspection, format);
      assert.equal(sbomOf(again.inspection, format), written, format);
      const version = format.endsWith('1.7') ? '1.7' : '1.6';
      if (format.startsWith('cyclonedx-json')) assertValid(cycloneDxSchema(version), written);
      else if (format.startsWith('cyclonedx-xml')) assert.equal(xmllintErrors(written, version), '');
      else assertValid(spdxSchema(), written);
      const { packages } = readSbom(Buffer.from(written));
      const essence = (all: Inspection['inventory']['packages']) =>
        all.map(({ purl, name, version, type, licenses }) => ({ purl, name, version, type, licenses }));
      assert.deepEqual(essence(packages), essence(direct.inspection.inventory.packages), format);
    }
  });
});

/** Skopeo may store layers and config anew: their digests are not compared, what they say is. */
function assertSame(actual: Report, expected: Report): void {
  assert.deepEqual(actual.inventory, expected.inventory);
  assert.deepEqual(actual.os, expected.os);
  // What it is called differs, and one rule is about that.
  const ofContent = ({ findings }: Report) => findings.filter(({ rule }) => rule !== 'misconfiguration/latest-tag');
  assert.deepEqual(ofContent(actual), ofContent(expected));
  assert.deepEqual(actual.problems, expected.problems);
  assert.deepEqual(actual.verdict, expected.verdict);
  const diffIDs = (report: Report) => report.image.layers.map(({ diffID }) => diffID);
  assert.deepEqual(diffIDs(actual), diffIDs(expected));
}

function copy(from: string, to: string, flags: readonly string[] = []): void {
  runTool('skopeo', ['--insecure-policy', 'copy', '--quiet', ...flags, from, to]);
}

function sbomOf({ image, inventory }: Inspection, format: string): string {
  const write = sbomFormats[format as keyof typeof sbomFormats];
  return write({
    image,
    packages: inventory.packages,
    tool: { name: 'tidewaiter', version: 'test' },
    created: sbomCreated(image, {}),
    ...(inventory.os ? { os: inventory.os } : {}),
  });
}

function assertValid(validate: ValidateFunction, json: string): void {
  validate(JSON.parse(json));
  assert.deepEqual(validate.errors ?? [], []);
}
