const BEFORE = 1_500;
const LITERAL = String.raw`(?:\[|array\()\s{0,40}["'][^\])$\x60]{0,1000}[\])]`;
/** `in_array($x, …)`: what is looked for, and in what. */
const CHECK = new RegExp(
  String.raw`(!?)\s{0,4}\bin_array\(\s{0,4}(\$\w{1,40}(?:\[["'\w]{1,60}\]){0,2})\s{0,4},\s{0,4}(\$\w{1,40}|self::\$?\w{1,40}|static::\$\w{1,40}|[A-Z]\w{0,40}|${LITERAL})`,
  'g',
);
const LEAVES =
  /^[^;{]{0,60}\{?\s{0,80}(?:http_response_code\([^;\n]{0,60};\s{0,80})?(?:exit|die|return|throw|continue)\b/;

/** Is what runs compared with a list of texts that stand in the program, so that a request only chooses among them? */
export function isAllowListed(text: string, run: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, run.index - BEFORE), run.index);
  const shown = text.slice(run.index, run.index + Math.min(400, run[0].length + 80));
  for (const check of before.matchAll(CHECK)) {
    const [whole, not, value = '', list = ''] = check;
    if (!shown.includes(value) || !isList(text, list)) continue;
    const after = before.slice(check.index + whole.length);
    // Checked with `!`, it must leave; checked without, the block must still be open.
    if (not === '!' ? LEAVES.test(after) : !after.includes('}')) return true;
  }
  return false;
}

function isList(text: string, list: string): boolean {
  if (/^(?:\[|array)/.test(list)) return true;
  const name = list.replace(/^(?:self|static)::/, '').replace(/^\$/, '');
  return new RegExp(String.raw`\b${name}\b\s{0,4}=\s{0,4}${LITERAL}\s{0,4};`).test(text);
}
