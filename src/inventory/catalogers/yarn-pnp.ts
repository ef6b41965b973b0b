import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, parseJson } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import { quotedText } from '../../format/quoted-text.ts';
import type { Cataloger } from '../cataloger.ts';
import { declaredWord } from '../declared.ts';
import { folderOf, pathFrom } from '../folder-path.ts';

/** Node.js packages that yarn's Plug'n'Play runs out of zip archives, without a node_modules folder. */
export const yarnPnp: Cataloger = {
  name: 'yarn-pnp',
  version: 1,
  reads: [glob('**/.pnp.cjs'), glob('**/.pnp.js'), glob('**/.pnp.data.json')],
  *catalog(file, tree) {
    const state = file.path.endsWith('.json') ? file.text() : embeddedState(file.text());
    if (state === undefined) return;
    const seen = new Set<string>();
    for (const { name, version, location } of registered(parseJson(state))) {
      const end = location.indexOf('.zip/node_modules/');
      if (end < 0) continue; // unplugged: its package.json is a file like any other
      const zip = pathFrom(folderOf(file.path), unvirtual(location.slice(0, end + 4)));
      if (!zip || seen.has(`${name} ${zip}`) || tree.get(zip)?.type !== 'file') continue;
      seen.add(`${name} ${zip}`);
      yield { type: 'npm', name, version, paths: [zip], owns: () => [{ path: zip }] };
    }
  },
};

/**
 * The loader holds its state as `RAW_RUNTIME_STATE = '{\⏎ … }'`, a JavaScript string whose lines end in backslashes.
 * Undefined when the state lies in .pnp.data.json instead.
 */
function embeddedState(text: string): string | undefined {
  const start = /\bRAW_RUNTIME_STATE\s*=\s*'/.exec(text);
  if (!start) {
    if (text.includes('.pnp.data.json')) return undefined;
    throw new FormatError('no runtime state in the loader');
  }
  // The line ends that the backslashes continue stay in the text: between JSON's tokens they mean nothing.
  const state = quotedText(text, start.index + start[0].length - 1);
  if (state) return state.value;
  throw new FormatError('the runtime state has no end');
}

/** `packageRegistryData` is [[name, [[reference, { packageLocation }]]]]; null stands for the project itself. */
function* registered(state: Json): Iterable<{ name: string; version: string; location: string }> {
  for (const entry of asList(asObject(state)?.packageRegistryData)) {
    const name = declaredWord(asList(entry)[0]); // of an alias: the real name
    if (!name) continue;
    for (const release of asList(asList(entry)[1])) {
      const version = versionOf(asText(asList(release)[0]) ?? '');
      const location = asText(asObject(asList(release)[1])?.packageLocation);
      if (version && location) yield { name, version, location };
    }
  }
}

/** `npm:1.2.3`, `patch:…::version=1.2.3&hash=…`, or either behind `virtual:<hash>#`. Others are no registry packages. */
function versionOf(reference: string): string | undefined {
  const plain = reference.startsWith('virtual:') ? reference.slice(reference.indexOf('#') + 1) : reference;
  const version = plain.startsWith('npm:')
    ? plain.slice('npm:'.length).split('::')[0]
    : plain.startsWith('patch:')
      ? plain.split('::version=')[1]?.split('&')[0]
      : undefined;
  return version && /^\d/.test(version) ? declaredWord(version) : undefined;
}

/** Copies for other peer dependencies have `__virtual__/<hash>/<levels up>/` in their path. */
function unvirtual(location: string): string {
  const match = /^(.*?)(?:\$\$virtual|__virtual__)\/[^/]+\/(\d{1,2})\/(.*)$/.exec(location);
  if (!match) return location;
  const [, head = '', levels = '0', tail = ''] = match;
  return `${head}${'../'.repeat(Number(levels))}${tail}`;
}
