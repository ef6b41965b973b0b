import type { Described } from '../secret-rules.ts';

/** Reads a file that holds secrets by its purpose: it is known by its name. */
export interface SecretFileReader {
  readonly kind: Described;
  /** Base names, in lower case. */
  readonly names?: readonly string[];
  /** Or an expression for base names that are not known to the letter. */
  readonly named?: RegExp;
  /** What the whole path must look like, where the name is used for other things too, or says nothing. */
  readonly path?: RegExp;
  /** Is a value one, instead of a default or a placeholder? Where absent, what nobody calls a known password is. */
  readonly accepts?: (value: string) => boolean;
  /** What is in it. A FormatError is as good as nothing. */
  read(text: string, path: string): Iterable<FileSecret>;
}

export interface FileSecret {
  /** Never leaves the thread that found it. */
  readonly value: string;
  /** What is shown: where it belongs, never a part of it. */
  readonly shown: string;
  /** Of its place in the text. */
  readonly offset?: number;
}

/** Describes the secret that a file of a kind holds. */
export function describe(name: string, title: string, severity: Described['severity'] = 'high'): Described {
  return { name, title, severity, told: 'name' };
}

/** All places of an expression whose first group that took part is the value. */
export function* matches(text: string, expression: RegExp, shown: string): Iterable<FileSecret> {
  let count = 0;
  for (const match of text.matchAll(expression)) {
    if (++count > 200) return;
    const value = match.slice(1).find((group) => group !== undefined);
    if (value) yield { value, shown, offset: match.index };
  }
}
