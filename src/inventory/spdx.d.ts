declare module 'spdx-expression-parse' {
  /** `license`, or `conjunction` with `left` and `right`. */
  function parse(text: string): unknown;
  export = parse;
}
