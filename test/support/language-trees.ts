import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedFolder } from './cached-folder.ts';
import { runTool } from './run-tool.ts';

/** Real packages from the registries, installed by their own tools below `root` of the folder returned. */
export function npmTree(): string {
  return cachedFolder('npm', (folder) => {
    const at = inside(folder, 'root/srv/npm', { 'package.json': PACKAGE_JSON });
    runTool('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: at });
    writeFileSync(join(folder, 'listed.json'), runTool('npm', ['ls', '--all', '--json'], { cwd: at }));
  });
}

export function pnpmTree(): string {
  return cachedFolder('pnpm', (folder) => {
    const at = inside(folder, 'root/srv/pnpm', { 'package.json': PACKAGE_JSON });
    runTool('npx', ['--yes', 'pnpm@9.15.9', 'install', '--ignore-scripts', '--package-import-method=copy'], {
      cwd: at,
    });
  });
}

const PACKAGE_JSON = JSON.stringify({
  name: 'app',
  version: '1.0.0',
  dependencies: { express: '4.21.2', '@babel/core': '7.26.0', minimatch: '3.1.2', chalk: '5.3.0', glob: '10.4.5' },
  devDependencies: { semver: '5.7.2' },
});

export function pythonTree(): string {
  return cachedFolder('python', (folder) => {
    const at = inside(folder, 'root/opt', {});
    runTool('python3', ['-m', 'venv', join(at, 'venv')]);
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input'];
    const names = 'requests flask numpy pyyaml attrs jinja2 cryptography python-dateutil'.split(' ');
    const python = join(at, 'venv/bin/python');
    runTool(python, [...pip, 'install', '--quiet', ...names]);
    writeFileSync(join(folder, 'listed.json'), runTool(python, [...pip, 'list', '--format', 'json']));
  });
}

/** Jars in a folder, and two of them again inside one of Spring Boot's form. */
export function javaTree(): string {
  return cachedFolder('java', (folder) => {
    const at = inside(folder, '.', { 'pom.xml': POM });
    const jars = join(folder, 'root/opt/jars');
    runTool('mvn', ['-q', '-B', 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`], { cwd: at });
    runTool('mvn', ['-q', '-B', 'dependency:list', `-DoutputFile=${join(folder, 'listed.txt')}`], { cwd: at });
    const inner = inside(folder, 'fat/BOOT-INF/lib', {});
    for (const jar of ['commons-io-2.17.0.jar', 'log4j-api-2.23.1.jar']) cpSync(join(jars, jar), join(inner, jar));
    runTool('jar', ['--create', '--no-compress', '--file', join(jars, 'fat.jar'), '-C', join(folder, 'fat'), '.']);
  });
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>test</groupId><artifactId>app</artifactId><version>1</version><dependencies>${[
  'org.springframework:spring-web:6.1.14',
  'com.fasterxml.jackson.core:jackson-databind:2.17.2',
  'org.apache.logging.log4j:log4j-core:2.23.1',
  'com.google.guava:guava:33.3.1-jre',
  'commons-io:commons-io:2.17.0',
  'io.netty:netty-handler:4.1.114.Final',
  'org.postgresql:postgresql:42.7.4',
]
  .map((coordinates) => coordinates.split(':'))
  .map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  )
  .join('')}</dependencies></project>`;

/** Two programs, the second stripped and with its build paths trimmed. */
export function goTree(): string {
  return cachedFolder('go', (folder) => {
    const at = inside(folder, 'source', {
      'go.mod':
        'module example.org/app\n\ngo 1.22\n\nrequire (\n\tgithub.com/google/uuid v1.6.0\n\tgolang.org/x/text v0.19.0\n\tgopkg.in/yaml.v3 v3.0.1\n)\n',
      'one/main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"github.com/google/uuid"\n\t"gopkg.in/yaml.v3"\n)\n\nfunc main() {\n\tb, _ := yaml.Marshal(uuid.New().String())\n\tfmt.Print(string(b))\n}\n',
      'two/main.go':
        'package main\n\nimport (\n\t"fmt"\n\n\t"golang.org/x/text/language"\n)\n\nfunc main() { fmt.Print(language.English) }\n',
    });
    const environment = { GOFLAGS: '-mod=mod', GOOS: 'linux' };
    const bin = join(folder, 'root/usr/local/bin');
    runTool('go', ['mod', 'tidy'], { cwd: at, environment });
    runTool('go', ['build', '-o', join(bin, 'one'), './one'], { cwd: at, environment });
    runTool('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', join(bin, 'two'), './two'], { cwd: at, environment });
  });
}

export function rustTree(): string {
  return cachedFolder('rust', (folder) => {
    const at = inside(folder, 'source', {
      'Cargo.toml':
        '[package]\nname = "app"\nversion = "0.3.0"\nedition = "2021"\n[dependencies]\nitoa = "=1.0.11"\nsmallvec = "=1.13.2"\n[build-dependencies]\ncc = "=1.1.30"\n',
      'build.rs': 'fn main() { let _ = cc::Build::new(); }\n',
      'src/main.rs':
        'fn main() { let v: smallvec::SmallVec<[u8; 4]> = smallvec::smallvec![1]; println!("{} {:?}", itoa::Buffer::new().format(1u8), v); }\n',
    });
    runTool('cargo', ['auditable', 'build', '--quiet', '--target-dir', join(folder, 'target')], { cwd: at });
    mkdirSync(join(folder, 'root/usr/local/bin'), { recursive: true });
    cpSync(join(folder, 'target/debug/app'), join(folder, 'root/usr/local/bin/app'));
  });
}

function inside(folder: string, name: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(join(folder, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}
