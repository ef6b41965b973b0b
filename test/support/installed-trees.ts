import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { buildElf } from './build-elf.ts';
import { buildZip } from './build-zip.ts';
import { rpmHeaderBytes } from './rpm-header.ts';
import { runTool } from './run-tool.ts';

/** What is to be installed, as its package manager writes it. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** What it was built from, where that has another name. */
  readonly source?: string;
  /** `nodejs:18` */
  readonly module?: string;
}

/** Files by path. */
export type Tree = Record<string, string | Uint8Array>;

export function osRelease(id: string, version: string): Tree {
  return { 'etc/os-release': `ID=${id}\nVERSION_ID="${version}"\nNAME="${id}"\nPRETTY_NAME="${id} ${version}"\n` };
}

export function dpkgTree(packages: readonly Installed[]): Tree {
  const paragraphs = packages.map(
    ({ name, version, source }) =>
      `Package: ${name}\nStatus: install ok installed\nMaintainer: Someone <someone@lists.debian.org>\nArchitecture: amd64\n${source ? `Source: ${source}\n` : ''}Version: ${version}\nDescription: made up\n`,
  );
  return { 'var/lib/dpkg/status': paragraphs.join('\n') };
}

export function apkTree(packages: readonly Installed[]): Tree {
  const paragraphs = packages.map(
    ({ name, version, source = name }) => `P:${name}\nV:${version}\nA:x86_64\nL:MIT\no:${source}\n`,
  );
  return { 'lib/apk/db/installed': `${paragraphs.join('\n')}\n` };
}

/** rpm's own SQLite database; Python writes it. */
export function rpmTree(packages: readonly Installed[], vendor: string): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'rpm-tree-'));
  try {
    const [headers, database] = [join(folder, 'headers'), join(folder, 'rpmdb.sqlite')];
    writeFileSync(headers, packages.map((each) => `${rpmHeader(each, vendor).toString('base64')}\n`).join(''));
    const script = `import base64, sqlite3, sys
db = sqlite3.connect(sys.argv[2])
db.execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
db.executemany('INSERT INTO Packages (blob) VALUES (?)', [(base64.b64decode(line),) for line in open(sys.argv[1])])
db.commit()`;
    runTool('python3', ['-c', script, headers, database]);
    return { 'var/lib/rpm/rpmdb.sqlite': readFileSync(database) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rpmHeader({ name, version, module }: Installed, vendor: string): Buffer {
  const [, epoch, upstream = '', release = ''] = /^(?:(\d+):)?([^-]+)-(.+)$/.exec(version) ?? [];
  return rpmHeaderBytes([
    [1000, name],
    [1001, upstream],
    [1002, release],
    ...(epoch === undefined ? [] : [[1003, { int32: [Number(epoch)] }] as const]),
    [1011, vendor],
    [1022, 'x86_64'],
    ...(module === undefined ? [] : [[5096, `${module}:8060020220101:abcdef12`] as const]),
  ]);
}

export function pythonTree(packages: readonly Installed[]): Tree {
  return each(packages, ({ name, version }, index) => [
    `opt/venv${index}/lib/python3.11/site-packages/${name.replaceAll('-', '_')}-${version}.dist-info/METADATA`,
    `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
  ]);
}

export function gemTree(packages: readonly Installed[]): Tree {
  return each(packages, ({ name, version }) => [
    `usr/lib/ruby/gems/3.1.0/specifications/${name}-${version}.gemspec`,
    `# -*- encoding: utf-8 -*-\nGem::Specification.new do |s|\n  s.name = "${name}".freeze\n  s.version = "${version}"\nend\n`,
  ]);
}

export function npmTree(packages: readonly Installed[]): Tree {
  return each(packages, ({ name, version }, index) => [
    `srv/app${index}/node_modules/${name}/package.json`,
    JSON.stringify({ name, version }),
  ]);
}

export function composerTree(packages: readonly Installed[]): Tree {
  return each(packages, ({ name, version }, index) => [
    `srv/app${index}/vendor/composer/installed.json`,
    JSON.stringify({ packages: [{ name, version }] }),
  ]);
}

export function mavenTree(packages: readonly Installed[]): Tree {
  return each(packages, ({ name, version }, index) => {
    const [group = '', artifact = ''] = name.split(':');
    const properties = `version=${version}\ngroupId=${group}\nartifactId=${artifact}\n`;
    const member = { name: `META-INF/maven/${group}/${artifact}/pom.properties`, content: properties };
    return [`opt/lib${index}/${artifact}-${version}.jar`, buildZip([member])];
  });
}

/** Programs of many modules; those of the standard library's version are empty but for it. */
export function goTree(packages: readonly Installed[]): Tree {
  const modules = packages.filter(({ name }) => name !== 'stdlib');
  const compilers = packages.filter(({ name }) => name === 'stdlib').map(({ version }) => `go${version}`);
  const programs = compilers.map((compiler, index) => {
    const own = modules.filter((_, at) => at % compilers.length === index);
    return [`usr/local/bin/program${index}`, goProgram(compiler, own)] as const;
  });
  return Object.fromEntries(programs);
}

function goProgram(compiler: string, modules: readonly Installed[]): Buffer {
  const lines = modules.map(({ name, version }) => `dep\t${name}\tv${version}\th1:x=\n`);
  const text = `path\texample.org/app\nmod\texample.org/app\tv1.0.0\t\n${lines.join('')}`;
  // The linker puts 16 bytes around it.
  const info = `${'#'.repeat(16)}${text}${'#'.repeat(16)}`;
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[14] = 8;
  header[15] = 2;
  const bytes = Buffer.concat([header, counted(compiler), counted(info)]);
  return program([{ name: '.go.buildinfo', type: 1, bytes }]);
}

export function rustTree(packages: readonly Installed[]): Tree {
  const crates = packages.map(({ name, version }) => ({ name, version, source: 'crates.io' }));
  const bytes = deflateSync(JSON.stringify({ packages: crates }));
  return { 'usr/local/bin/program': program([{ name: '.dep-v0', type: 1, bytes }]) };
}

function program(parts: Parameters<typeof buildElf>[0]['parts']): Buffer {
  return buildElf({ bits: 64, littleEndian: true, type: 2, parts }).file;
}

/** With its length before it, seven bits a byte. */
function counted(text: string): Buffer {
  const length: number[] = [];
  for (let rest = Buffer.byteLength(text); ; rest >>= 7) {
    if (rest < 0x80) return Buffer.concat([Buffer.from([...length, rest]), Buffer.from(text)]);
    length.push((rest & 0x7f) | 0x80);
  }
}

function each(
  packages: readonly Installed[],
  file: (installed: Installed, index: number) => readonly [string, string | Uint8Array],
): Tree {
  return Object.fromEntries(packages.map(file));
}
