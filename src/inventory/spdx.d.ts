declare module 'spdx-correct' {
  function correct(text: string, options?: { upgrade?: boolean }): string | null;
  export = correct;
}
declare module 'spdx-expression-parse' {
  /** `license`, or `conjunction` with `left` and `right`. */
  function parse(text: string): unknown;
  export = parse;
}
