import { glob } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';

/** Java runtimes: the `release` file at the root of a JDK or JRE. */
export const javaJvm: Cataloger = {
  name: 'java-jvm',
  version: 1,
  reads: [glob('**/release')],
  *catalog(file, tree) {
    // Many other things are called release; a runtime's is a few kilobytes.
    if (file.size > LARGEST_RELEASE) return;
    const fields = parseRelease(file.text());
    const version = versionOf(fields);
    if (version === '') return;
    const home = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    const isDevelopmentKit =
      tree.get(`${home}/bin/javac`) !== undefined || !/jre/i.test(fields.get('IMAGE_TYPE') ?? 'JRE');
    const product = productOf({ fields, path: file.path, isDevelopmentKit });
    const found: FoundPackage = {
      type: 'generic',
      ...product,
      version,
      ...supplierOf(fields),
      ...repositoryOf(fields),
      cpes: cpesOf({ ...product, version, isDevelopmentKit }),
      ...ownership(home, tree),
    };
    yield found;
    yield* graalvm(fields);
  },
};

const LARGEST_RELEASE = 64 * 1024;

type Fields = ReadonlyMap<string, string>;

function parseRelease(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, key, value] = /^([A-Z_]{1,64})=(.*)$/.exec(line.trim()) ?? [];
    if (key !== undefined && value !== undefined) fields.set(key, value.replace(/^"|"$/g, '').trim());
  }
  return fields;
}

/** The fullest version; FULL_VERSION only when it speaks of the same Java, since some vendors put their own number there. */
function versionOf(fields: Fields): string {
  const java = fields.get('JAVA_VERSION') ?? '';
  const runtime = fields.get('JAVA_RUNTIME_VERSION') ?? '';
  if (java === '' && runtime === '') return '';
  const full = fields.get('FULL_VERSION') ?? '';
  const version = runtime || (full.split('.')[0] === java.split('.')[0] ? full : '') || java;
  return /^\d[\w.+-]{0,99}$/.test(version) ? version : '';
}

interface Product {
  readonly namespace: string;
  readonly name: string;
}

function productOf(runtime: { fields: Fields; path: string; isDevelopmentKit: boolean }): Product {
  const implementor = (runtime.fields.get('IMPLEMENTOR') ?? '').toLowerCase();
  const kit = runtime.isDevelopmentKit ? 'jdk' : 'jre';
  if (implementor.includes('azul') || /zulu/i.test(runtime.path)) return { namespace: 'azul', name: 'zulu' };
  if (implementor.startsWith('sun ')) return { namespace: 'sun', name: kit };
  // Oracle's own Java 8 names no implementor.
  const isCommercial = runtime.fields.get('BUILD_TYPE') === 'commercial';
  if (isCommercial || implementor.includes('oracle') || /oracle/i.test(runtime.path))
    return { namespace: 'oracle', name: kit };
  // All others are builds of OpenJDK, and advisories speak of it.
  return { namespace: 'oracle', name: 'openjdk' };
}

function supplierOf(fields: Fields): { supplier?: string } {
  const supplier = fields.get('IMPLEMENTOR');
  return supplier && supplier !== 'N/A' ? { supplier } : {};
}

function repositoryOf(fields: Fields): { qualifiers?: { repository_url: string } } {
  const repository = fields.get('SOURCE_REPO') || fields.get('BUILD_SOURCE_REPO');
  return repository && /^https:\/\/[\w./-]{1,200}$/.test(repository)
    ? { qualifiers: { repository_url: repository } }
    : {};
}

function cpesOf(runtime: Product & { version: string; isDevelopmentKit: boolean }): string[] {
  const { namespace, name, version, isDevelopmentKit } = runtime;
  const number = /^[\d.]+/.exec(version)?.[0] ?? '';
  // Before Java 9: 1.8.0_302-b08 is update 302 of 1.8.0.
  const update = /^[\d.]+_0*(\d+)/.exec(version)?.[1];
  const cpe = (vendor: string, product: string) =>
    `cpe:2.3:a:${vendor}:${product}:${number}:${update ? `update${update}` : '*'}:*:*:*:*:*:*`;
  if (name === 'zulu') return [cpe('azul', 'zulu'), cpe('oracle', 'openjdk')];
  if (name === 'openjdk') return [cpe('oracle', 'openjdk')];
  return [
    ...(namespace === 'oracle' ? [cpe('oracle', 'java_se')] : []),
    cpe(namespace, 'jre'),
    ...(isDevelopmentKit ? [cpe(namespace, 'jdk')] : []),
  ];
}

/** GraalVM is a product of its own, with its own advisories, around a JDK. */
function* graalvm(fields: Fields): Iterable<FoundPackage> {
  const version = fields.get('GRAALVM_VERSION') ?? '';
  if (!/^\d[\w.+-]{0,99}$/.test(version)) return;
  const number = /^[\d.]+/.exec(version)?.[0] ?? '';
  const java = /^[\d.]+/.exec(fields.get('JAVA_VERSION') ?? '')?.[0];
  yield {
    type: 'generic',
    namespace: 'oracle',
    name: 'graalvm',
    version,
    ...supplierOf(fields),
    cpes: [
      `cpe:2.3:a:oracle:graalvm:${number}:*:*:*:*:*:*:*`,
      // Since 2023 releases are numbered as the Java that they are for.
      ...(java ? [`cpe:2.3:a:oracle:graalvm_for_jdk:${java}:*:*:*:*:*:*:*`] : []),
    ],
  };
}

const RUNTIME_FOLDERS = ['bin', 'conf', 'include', 'jmods', 'jre', 'legal', 'lib'];

/** A runtime owns its own folders, when it is one by its core library and does not lie in a folder of the system's. */
function ownership(home: string, tree: FileTree): { ownsBelow?: string[] } {
  const core = ['lib/modules', 'lib/rt.jar', 'jre/lib/rt.jar'];
  const isRuntime = core.some((path) => tree.get(`${home}/${path}`)?.type === 'file');
  if (!isRuntime || /^(?:usr(?:\/(?:local|lib\w*|share))?|opt|srv|home|var)?$/.test(home)) return {};
  return { ownsBelow: RUNTIME_FOLDERS.map((folder) => `${home}/${folder}`) };
}
