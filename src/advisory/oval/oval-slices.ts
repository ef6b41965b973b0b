import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type XmlText, xmlElements } from '../../format/xml-elements.ts';
import type { FeedDocument } from '../advisory-source.ts';
import { createIdTable, type IdTable } from './id-table.ts';

/**
 * Cuts an OVAL document of any size into small ones: each definition with the tests, objects and states that it names.
 * These come after the definitions in the file, so it is read twice; between the two reads only a few numbers and one
 * short text are kept for each test, and one copy of each name and version.
 * @throws FormatError when the document is damaged or cut short.
 */
export async function* ovalSlices(
  open: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<FeedDocument> {
  const parts = await readParts(open());
  for await (const element of xmlElements(open(), { names: ['definition'], largest: limits.feedDocument })) {
    yield slice(element, parts);
  }
}

interface Parts {
  readonly tests: IdTable<{ readonly object: string; readonly state: string; readonly missing: boolean }>;
  /** Id to the package's name. */
  readonly objects: IdTable<string>;
  /** Id to the XML inside of the element. */
  readonly states: IdTable<string>;
}

const PARTS = ['rpminfo_test', 'rpminfo_object', 'rpminfo_state'];
const LARGEST_PART = 64 * 1024;
const MOST_PARTS = 5_000_000;

async function readParts(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Parts> {
  const parts: Parts = { tests: createIdTable(), objects: createIdTable(), states: createIdTable() };
  const once = new Map<string, string>();
  const shared = (text: string): string => {
    const known = once.get(text);
    if (known !== undefined) return known;
    const copy = unattached(text);
    once.set(copy, copy);
    return copy;
  };
  let count = 0;
  for await (const element of xmlElements(chunks, { names: PARTS, largest: LARGEST_PART })) {
    if (++count > MOST_PARTS) throw new FormatError('an OVAL document with too many tests');
    keep(element, parts, shared);
  }
  return parts;
}

function keep({ name, text }: XmlText, { tests, objects, states }: Parts, shared: (text: string) => string): void {
  const id = attribute(text, 'id');
  if (id === undefined) return;
  if (name === 'rpminfo_object') {
    objects.set(id, shared(/<(?:\w[\w-]*:)?name\b[^>]*>([^<]{1,512})</.exec(text)?.[1] ?? ''));
    return;
  }
  const start = text.slice(0, text.indexOf('>'));
  if (name === 'rpminfo_state') {
    const inner = text.slice(start.length + 1, Math.max(text.lastIndexOf('</'), 0));
    // Bounds of versions only: most others are keys that packages are signed with, one for each test.
    if (/<(?:\w[\w-]*:)?(?:evr|version|arch)\b/.test(inner)) states.set(id, shared(inner.trim()));
    return;
  }
  // Half of the tests in some feeds ask who signed a package, which changes nothing here.
  if (start.includes(' is signed with ')) return;
  tests.set(id, {
    object: unattached(attribute(text, 'object_ref') ?? ''),
    state: shared(attribute(text, 'state_ref') ?? ''),
    missing: attribute(start, 'check_existence') === 'none_exist',
  });
}

/** A copy: a part of a string keeps the whole of it in memory. */
function unattached(text: string): string {
  return Buffer.from(text).toString('utf8');
}

function slice({ text }: XmlText, parts: Parts): FeedDocument {
  const tests: string[] = [];
  const objects = new Map<string, string>();
  const states = new Map<string, string>();
  for (const id of new Set(
    [...text.matchAll(/\btest_ref\s*=\s*["']([^"'<]{1,512})["']/g)].map(([, each]) => each ?? ''),
  )) {
    const test = parts.tests.get(id);
    const object = test && parts.objects.get(test.object);
    if (!test || !object) continue;
    objects.set(test.object, `<rpminfo_object id="${test.object}"><name>${object}</name></rpminfo_object>`);
    const state = parts.states.get(test.state);
    if (state !== undefined) states.set(test.state, `<rpminfo_state id="${test.state}">${state}</rpminfo_state>`);
    tests.push(
      `<rpminfo_test id="${id}"${test.missing ? ' check_existence="none_exist"' : ''}>` +
        `<object object_ref="${test.object}"/><state state_ref="${test.state}"/></rpminfo_test>`,
    );
  }
  return {
    name: attribute(text, 'id') ?? 'a definition that is too large',
    text:
      `<oval_definitions><definitions>${text}</definitions><tests>${tests.join('')}</tests>` +
      `<objects>${[...objects.values()].join('')}</objects><states>${[...states.values()].join('')}</states></oval_definitions>`,
  };
}

/** The first attribute of this name in the element or what is inside of it. */
function attribute(text: string, name: 'id' | 'object_ref' | 'state_ref' | 'check_existence'): string | undefined {
  return ATTRIBUTES[name].exec(text)?.[1];
}

const ATTRIBUTES = {
  id: /\sid\s*=\s*["']([^"'<]{1,512})["']/,
  object_ref: /\sobject_ref\s*=\s*["']([^"'<]{1,512})["']/,
  state_ref: /\sstate_ref\s*=\s*["']([^"'<]{1,512})["']/,
  check_existence: /\scheck_existence\s*=\s*["']([^"'<]{1,64})["']/,
};
