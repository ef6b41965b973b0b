import { createRequire } from 'node:module';
import { constants, gunzipSync } from 'node:zlib';
import { FormatError, messageOf } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { descriptionText } from '../description.ts';

/** Snaps unpacked into an image: the snap itself, and the Debian packages it was put together from. */
export const snap: Cataloger = {
  name: 'snap',
  version: 1,
  reads: [
    glob('**/meta/snap.yaml'),
    glob('**/snap/{snapcraft,manifest}.yaml'),
    glob('**/usr/share/snappy/dpkg.yaml'),
    glob('**/doc/linux-modules-*/changelog.Debian.gz'),
  ],

  *catalog(file, tree) {
    if (file.path.endsWith('.gz')) {
      // Where dpkg keeps a database, that says which kernels are installed.
      if (!tree.resolve('var/lib/dpkg/status')) yield* kernelPackages(file);
      return;
    }
    const document = readYaml(file);
    if (file.path.endsWith('/dpkg.yaml')) yield* debianPackages(document.packages);
    else {
      yield* snapItself(document);
      yield* debianPackages(document['primed-stage-packages']);
      for (const part of Object.values(asObject(document.parts) ?? {})) {
        yield* debianPackages(asObject(part)?.['stage-packages']);
      }
    }
  },
};

function readYaml(file: KeptFile): JsonObject {
  const document = asObject(parseYaml(descriptionText(file)));
  if (!document) throw new FormatError('not a snap description');
  return document;
}

// Loaded when a snap is met: every thread would load it, and few images hold one.
const require = createRequire(import.meta.url);

function parseYaml(text: string): Json {
  const { parse } = require('yaml') as typeof import('yaml');
  try {
    // Every scalar stays a text: a version of 2.10 is no number.
    return parse(text, { schema: 'failsafe', logLevel: 'error' });
  } catch (error) {
    throw new FormatError(`not YAML: ${messageOf(error).slice(0, 200)}`);
  }
}

function* snapItself(document: JsonObject): Generator<FoundPackage> {
  const name = asText(document.name);
  if (!name) throw new FormatError('a snap without a name');
  const architecture = asText(asList(document.architectures)[0]) ?? asText(document.architecture);
  const license = asText(document.license);
  yield {
    type: 'snap',
    name,
    version: asText(document.version) ?? '',
    licenses: license ? [license] : [],
    ...(architecture ? { architecture } : {}),
  };
}

/** `name[:arch]=version`; packages to be staged are named without a version. */
function* debianPackages(list: Json | undefined): Generator<FoundPackage> {
  for (const item of asList(list).slice(0, limits.packagesPerFile)) {
    const text = asText(item) ?? '';
    const [full = ''] = text.split('=', 1);
    const [name = '', architecture] = full.trim().split(':');
    if (!/^[a-z0-9][a-z0-9+.-]*$/.test(name)) continue;
    yield {
      type: 'deb',
      name,
      version: text.slice(full.length + 1).trim(),
      namespace: 'ubuntu', // the only archive that snapcraft stages from
      ...(architecture ? { architecture } : {}),
    };
  }
}

const CHANGELOG_HEAD = 64 * 1024;

function* kernelPackages(file: KeptFile): Generator<FoundPackage> {
  const name = file.path.split('/').at(-2);
  const [, source, version] = /^(linux[\w.+-]*) \(([\w.+~:-]+)\)/.exec(changelogHead(file)) ?? [];
  if (!name || !source || !version) throw new FormatError('not the changelog of a Linux kernel');
  yield { type: 'deb', name, version, namespace: 'ubuntu', source: { name: source, version } };
}

/** The newest entry stands first: the start of the file is enough. */
function changelogHead(file: KeptFile): string {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1100 * CHANGELOG_HEAD };
  try {
    return gunzipSync(file.readAt(0, CHANGELOG_HEAD), options).toString('utf8', 0, 1000);
  } catch (error) {
    throw new FormatError(`a changelog that does not unpack: ${messageOf(error)}`);
  }
}
