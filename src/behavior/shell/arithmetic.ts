import { isKnown, type Scene, variable } from './state.ts';

const TOKEN =
  /\s*(?:(0[xX][0-9a-fA-F]{1,13}|\d{1,3}#[0-9A-Za-z]{1,13}|\d{1,15})|([A-Za-z_]\w{0,200})|(\*\*|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%<>&|^!~?:()]))/y;
const LEVELS = ['||', '&&', '|', '^', '&', '== !=', '<= >= < >', '<< >>', '+ -', '* / %', '**'].map((level) =>
  level.split(' '),
);
const LONGEST = 1_000;

/** What an expression of whole numbers comes to; undefined where it is not known, sets variables, or is too long. */
export function calculate(scene: Scene, text: string): number | undefined {
  if (!isKnown(text) || text.length > LONGEST) return undefined;
  const tokens = tokensOf(scene, text);
  if (!tokens) return undefined;
  if (tokens.length === 0) return 0;
  const cursor = { tokens, at: 0, depth: 0 };
  const value = choose(cursor);
  return cursor.at === tokens.length && Number.isSafeInteger(value) ? value : undefined;
}

interface Cursor {
  readonly tokens: readonly (string | number)[];
  at: number;
  depth: number;
}

function tokensOf(scene: Scene, text: string): (string | number)[] | undefined {
  const tokens: (string | number)[] = [];
  const pattern = new RegExp(TOKEN);
  const whole = text.trimEnd();
  while (pattern.lastIndex < whole.length) {
    const [found, number, name, operator] = pattern.exec(whole) ?? [];
    if (found === undefined) return undefined;
    if (number !== undefined) tokens.push(numberOf(number));
    else if (name !== undefined) {
      const value = variable(scene.state, name) ?? '0';
      if (!/^\s*-?\d{1,15}\s*$/.test(value)) return undefined;
      tokens.push(Number(value));
    } else if (operator !== undefined) tokens.push(operator);
  }
  return tokens;
}

function numberOf(text: string): number {
  const [base, digits] = text.split('#');
  if (digits !== undefined) return Number.parseInt(digits, Math.min(Number(base), 36));
  if (/^0[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return Number(text);
}

function choose(cursor: Cursor): number {
  const condition = binary(cursor, 0);
  if (cursor.tokens[cursor.at] !== '?') return condition;
  cursor.at++;
  const yes = choose(cursor);
  if (cursor.tokens[cursor.at++] !== ':') return Number.NaN;
  const no = choose(cursor);
  return condition ? yes : no;
}

function binary(cursor: Cursor, level: number): number {
  const operators = LEVELS[level];
  if (!operators) return unary(cursor);
  let left = binary(cursor, level + 1);
  for (;;) {
    const operator = cursor.tokens[cursor.at];
    if (typeof operator !== 'string' || !operators.includes(operator)) return left;
    cursor.at++;
    left = apply(operator, left, binary(cursor, level + 1));
  }
}

function unary(cursor: Cursor): number {
  const token = cursor.tokens[cursor.at++];
  if (typeof token === 'number') return token;
  if (++cursor.depth > 50) return Number.NaN;
  if (token === '(') {
    const value = choose(cursor);
    return cursor.tokens[cursor.at++] === ')' ? value : Number.NaN;
  }
  if (token === '-') return -unary(cursor);
  if (token === '+') return unary(cursor);
  if (token === '!') return Number(unary(cursor) === 0);
  return token === '~' ? ~unary(cursor) : Number.NaN;
}

function apply(operator: string, a: number, b: number): number {
  switch (operator) {
    case '||':
      return Number(a !== 0 || b !== 0);
    case '&&':
      return Number(a !== 0 && b !== 0);
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '&':
      return a & b;
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<=':
      return Number(a <= b);
    case '>=':
      return Number(a >= b);
    case '<':
      return Number(a < b);
    case '>':
      return Number(a > b);
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return Math.trunc(a / b);
    case '%':
      return a % b;
    default:
      return a ** b;
  }
}
