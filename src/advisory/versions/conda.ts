import { isDigit, numberKey, outOfOrder, schemeOfKeys, type VersionKey, zeroKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** conda's VersionOrder: texts below 0 and `dev` below all of them, `post` above all numbers; what is missing is 0. */
export const conda: VersionScheme = schemeOfKeys('conda', keyOf);

const VERSION = /^(?:(?<epoch>[0-9]+)!)?(?<main>[*._0-9a-z]+)(?:\+(?<local>[*._0-9a-z]+))?$/;

// What a component, or an element of one, starts with; the end stands where nothing but zeros follows.
const TEXT = '\x01';
const ZERO_BEFORE_TEXT = '\x02';
const EMPTY_BEFORE_OLDER = '\x03';
const END = '\x04';
const EMPTY_BEFORE_NEWER = '\x05';
const ZERO_BEFORE_NUMBER = '\x06';
const NUMBER = '\x07';
const POST = '\x08';

function keyOf(version: string): VersionKey {
  const lower = version.trim().toLowerCase();
  const fields = VERSION.exec(lower.includes('_') ? lower : lower.replaceAll('-', '_'))?.groups;
  if (!fields) return outOfOrder(version);
  const { epoch = '', main = '', local } = fields;
  // A last `_` belongs to what stands before it: openssl's 1.0.1_ comes before 1.0.1a.
  const parts = (main.endsWith('_') ? main.slice(0, -1) : main).split(/[._]/);
  if (main.endsWith('_')) parts.push(`${parts.pop() ?? ''}_`);
  const locals = local?.split(/[._]/) ?? [];
  if (parts.includes('') || locals.includes('')) return outOfOrder(version);
  return { text: numberKey(epoch, 0, epoch.length) + componentsKey(parts) + componentsKey(locals), valid: true };
}

function componentsKey(components: readonly string[]): string {
  let text = '';
  let empty = 0;
  for (const component of components) {
    const key = elementsKey(component);
    if (key === END) {
      empty++;
      continue;
    }
    text += (key < END ? EMPTY_BEFORE_OLDER : EMPTY_BEFORE_NEWER).repeat(empty) + key;
    empty = 0;
  }
  return text + END;
}

function elementsKey(component: string): string {
  let text = '';
  let zeros = isDigit(component.charCodeAt(0)) ? 0 : 1;
  for (const element of component.match(/[0-9]+|[^0-9]+/g) ?? []) {
    const key = elementKey(element);
    if (key === '') {
      zeros++;
      continue;
    }
    text += (key < END ? ZERO_BEFORE_TEXT : ZERO_BEFORE_NUMBER).repeat(zeros) + key;
    zeros = 0;
  }
  return text + END;
}

function elementKey(element: string): string {
  if (!isDigit(element.charCodeAt(0))) {
    if (element === 'post') return POST;
    // As capitals it comes before `_` and all letters.
    return `${TEXT}${element === 'dev' ? 'DEV' : element}\0`;
  }
  const key = numberKey(element, 0, element.length);
  return key === zeroKey ? '' : NUMBER + key;
}
