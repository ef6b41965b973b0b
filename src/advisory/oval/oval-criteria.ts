import { FormatError } from '../../base/errors.ts';
import { childElements, localName, type XmlElement } from '../../format/xml.ts';

/** A tree of conditions. */
export type OvalCriteria =
  | { readonly operator: 'and' | 'or'; readonly children: readonly OvalCriteria[] }
  | { readonly operator: 'test'; readonly test: OvalCriterion };

export interface OvalCriterion {
  /** Id of the test that decides. */
  readonly test: string;
  /** What the publisher says that it asks: `Oracle Linux 9 is installed`. */
  readonly comment: string;
}

const DEEPEST_CRITERIA = 30;
const MOST_COMBINATIONS = 200_000;
const MOST_CONDITIONS = 100;

/** @throws FormatError where it is nested too deep or says what is not the case, which no feed of packages does. */
export function readCriteria(element: XmlElement, depth = 0): OvalCriteria {
  if (depth > DEEPEST_CRITERIA) throw new FormatError(`OVAL criteria nested deeper than ${DEEPEST_CRITERIA}`);
  if (element.attributes.negate === 'true') throw new FormatError('OVAL criteria that are negated');
  const children: OvalCriteria[] = [];
  for (const child of childElements(element)) {
    if (localName(child) === 'criteria') children.push(readCriteria(child, depth + 1));
    else if (localName(child) === 'criterion') children.push(readCriterion(child));
    else throw new FormatError(`OVAL criteria with ${localName(child).slice(0, 40)}`);
  }
  return { operator: element.attributes.operator === 'OR' ? 'or' : 'and', children };
}

/** Every set of tests that together make the criteria true. @throws FormatError where they are too many. */
export function combinations(criteria: OvalCriteria): readonly (readonly OvalCriterion[])[] {
  switch (criteria.operator) {
    case 'test':
      return [[criteria.test]];
    case 'or':
      return bounded(criteria.children.flatMap(combinations));
    case 'and': {
      let joined: readonly (readonly OvalCriterion[])[] = [[]];
      for (const child of criteria.children) {
        const more = combinations(child);
        if (joined.length * more.length > MOST_COMBINATIONS) tooMany();
        joined = joined.flatMap((left) => more.map((right) => bounded([...left, ...right], MOST_CONDITIONS)));
      }
      return joined;
    }
  }
}

function readCriterion({ attributes }: XmlElement): OvalCriteria {
  if (attributes.negate === 'true') throw new FormatError('an OVAL criterion that is negated');
  return { operator: 'test', test: { test: attributes.test_ref ?? '', comment: attributes.comment ?? '' } };
}

function bounded<T>(list: readonly T[], most = MOST_COMBINATIONS): readonly T[] {
  return list.length > most ? tooMany() : list;
}

function tooMany(): never {
  throw new FormatError('OVAL criteria with too many combinations');
}
