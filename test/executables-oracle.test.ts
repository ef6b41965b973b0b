import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { kindOf } from '../src/filesystem/file-kind.ts';
import { fromBytes } from '../src/format/random-access.ts';
import {
  EXECUTABLE_TAP,
  type ExecutableFacts,
  executableFacts,
  executableTap,
} from '../src/inventory/executable-facts.ts';

// Facts of real executables, compared with what the tools of binutils and Go say of the same files.

const without = (tool: string, ...version: string[]) =>
  spawnSync(tool, version).status === 0 ? false : `needs ${tool}, which this machine does not have`;
const withoutReadelf = without('readelf', '--version');
const withoutGo = without('go', 'version');

test('readelf agrees on libraries, names, paths, loader, build id and symbols', { skip: withoutReadelf }, (t) => {
  const paths = elfFiles('/usr/bin', 150).concat(elfFiles('/usr/lib/x86_64-linux-gnu', 150));
  if (paths.length < 2) return t.skip('needs ELF files in /usr/bin');
  const run = spawnSync('readelf', ['-W', '-d', '-l', '-n', '-S', ...paths], { maxBuffer: 1 << 29 });
  const parts = run.stdout
    .toString('utf8')
    .split(/^File: /m)
    .slice(1);
  assert.equal(parts.length, paths.length);
  for (const [i, path] of paths.entries()) {
    const facts = factsOf(path);
    const { needed = [], soname, rpath, runpath, interpreter, buildId, stripped = false } = facts;
    assert.deepEqual(
      { needed, soname, rpath, runpath, interpreter, buildId, stripped },
      saidByReadelf(parts[i] ?? ''),
      path,
    );
    assert.equal(facts.damaged, undefined, path);
    assert.equal(facts.badSections, undefined, path);
  }
});

describe('Go agrees on the build info', { skip: withoutGo }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-go-'));
  before(() => {
    const put = (path: string, text: string) => writeFileSync(join(folder, path), text);
    put('go.mod', 'module example.com/harbor/lamp\n\ngo 1.18\n');
    put('main.go', 'package main\n\nvar version = "dev"\n\nfunc main() { println(version) }\n');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, flags] of [
    ['a plain program', []],
    ['a stripped one', ['-ldflags', "-s -w -X 'main.version=1.4.2'"]],
  ] as const) {
    test(name, () => {
      const program = join(folder, 'lamp');
      const build = spawnSync('go', ['build', '-buildvcs=false', ...flags, '-o', program, '.'], {
        cwd: folder,
        env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOPROXY: 'off' },
      });
      assert.equal(build.status, 0, build.stderr.toString());
      const { go } = factsOf(program);
      assert.ok(go);
      const said = spawnSync('go', ['version', '-m', program]).stdout.toString();
      const lines = said.split('\n').map((line) => line.split('\t').slice(1));
      assert.equal(`${program}: ${go.goVersion}`, said.split('\n')[0]);
      assert.deepEqual([go.main?.path, go.main?.version], lines.find(([kind]) => kind === 'mod')?.slice(1, 3));
      assert.deepEqual(
        go.settings.map(([key]) => key),
        lines
          .filter(([kind]) => kind === 'build')
          .map(([, setting = '']) => setting.slice(0, setting.indexOf('=')))
          .filter((key) => key !== 'DefaultGODEBUG'),
      );
      assert.equal(new Map(go.settings).get('-ldflags'), flags[1]);
    });
  }
});

function factsOf(path: string): ExecutableFacts {
  const body = readFileSync(path);
  const kind = kindOf(body, body.length);
  const note = executableTap.examine(fromBytes(body), { path, type: 'file', kind, size: body.length, mode: 0o755 });
  return (
    executableFacts({ note: (tap) => (tap === EXECUTABLE_TAP ? note : undefined) }) ??
    assert.fail(`no facts of ${path}`)
  );
}

function elfFiles(folder: string, most: number): string[] {
  const found: string[] = [];
  for (const name of listed(folder)) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (!stat.isFile() || stat.size > 5_000_000 || found.length >= most) continue;
    if (kindOf(readFileSync(path).subarray(0, 512), stat.size) === 'elf') found.push(path);
  }
  return found;
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function saidByReadelf(text: string) {
  const one = (expression: RegExp) => expression.exec(text)?.[1];
  return {
    needed: [...text.matchAll(/\(NEEDED\)\s+Shared library: \[(.*?)\]/g)].map((match) => match[1]),
    soname: one(/\(SONAME\)\s+Library soname: \[(.*?)\]/),
    rpath: one(/\(RPATH\)\s+Library rpath: \[(.*?)\]/),
    runpath: one(/\(RUNPATH\)\s+Library runpath: \[(.*?)\]/),
    interpreter: one(/Requesting program interpreter: (.*?)\]/),
    buildId: one(/Build ID: ([0-9a-f]+)/),
    stripped: !/ SYMTAB /.test(text),
  };
}
