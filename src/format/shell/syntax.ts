import type { FormatError } from '../../base/errors.ts';

/** A shell script as far as it could be read. */
export interface ShellScript {
  readonly statements: readonly Statement[];
  /** Why nothing after the last statement could be read. */
  readonly damage?: FormatError;
}

/** `a && b || c`, ended by `;`, `&` or a line break. */
export interface Statement {
  readonly first: Pipeline;
  readonly rest: readonly { readonly operator: '&&' | '||'; readonly pipeline: Pipeline }[];
  readonly background: boolean;
}

export interface Pipeline {
  readonly negated: boolean;
  readonly commands: readonly Command[];
}

export type Command = CommandBody & {
  /** From 1. */
  readonly line: number;
  readonly redirections: readonly Redirect[];
};

export type CommandBody =
  | { readonly type: 'simple'; readonly assignments: readonly Assignment[]; readonly words: readonly ShellWord[] }
  | { readonly type: 'group' | 'subshell'; readonly body: readonly Statement[] }
  | {
      readonly type: 'if';
      readonly branches: readonly { readonly condition: readonly Statement[]; readonly body: readonly Statement[] }[];
      readonly otherwise?: readonly Statement[];
    }
  | {
      readonly type: 'while' | 'until';
      readonly condition: readonly Statement[];
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'for' | 'select';
      readonly name: string;
      /** Absent: over the arguments. */
      readonly words?: readonly ShellWord[];
      readonly body: readonly Statement[];
    }
  | { readonly type: 'arithmetic-for'; readonly expression: ShellWord; readonly body: readonly Statement[] }
  | {
      readonly type: 'case';
      readonly word: ShellWord;
      readonly items: readonly { readonly patterns: readonly ShellWord[]; readonly body: readonly Statement[] }[];
    }
  | { readonly type: 'function'; readonly name: string; readonly body: Command }
  | { readonly type: 'arithmetic'; readonly expression: ShellWord }
  /** `[[ … ]]`, operators as words. */
  | { readonly type: 'condition'; readonly words: readonly ShellWord[] }
  | { readonly type: 'coprocess'; readonly body: Command };

export interface Assignment {
  readonly name: string;
  readonly index?: ShellWord;
  /** `+=` */
  readonly append: boolean;
  readonly value: ShellWord;
}

export interface ShellWord {
  readonly parts: readonly WordPart[];
}

export type WordPart =
  | { readonly type: 'text'; readonly text: string; readonly quoted: boolean }
  | Parameter
  | { readonly type: 'command'; readonly statements: readonly Statement[]; readonly quoted: boolean }
  | { readonly type: 'arithmetic'; readonly expression: ShellWord; readonly quoted: boolean }
  | { readonly type: 'process'; readonly direction: '<' | '>'; readonly statements: readonly Statement[] }
  | {
      readonly type: 'array';
      readonly elements: readonly { readonly index?: ShellWord; readonly value: ShellWord }[];
    };

/** `$name`, `${name…}`. */
export interface Parameter {
  readonly type: 'parameter';
  readonly name: string;
  readonly quoted: boolean;
  /** `#`: its length, `!`: the variable it names. */
  readonly prefix?: '#' | '!';
  readonly index?: ShellWord;
  /** `:-`, `##`, `//`, `:`, `@`, …; `bad` where no shell would understand it. */
  readonly operator?: string;
  readonly argument?: ShellWord;
  /** The replacement of `/`, the length of `:`. */
  readonly second?: ShellWord;
}

export interface Redirect {
  readonly operator: '<' | '>' | '>>' | '>|' | '<>' | '<&' | '>&' | '<<' | '<<-' | '<<<' | '&>' | '&>>';
  /** As written in front of it. */
  readonly descriptor?: number;
  /** What it leads to; the text of a here-document. */
  readonly target: ShellWord;
}
