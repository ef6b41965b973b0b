import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '../../../test/support/fuzz.ts';
import { seededRandom } from '../../../test/support/random.ts';
import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { parseShell, readShell } from './parse-shell.ts';
import type { Command, ShellWord } from './syntax.ts';

const seed = Number(process.env.FUZZ_SEED ?? 1);

const SAMPLE = `#!/bin/bash
set -euo pipefail
# don't mind this
name="\${1:-"default value"}" list=(a 'b c' [3]=d) n=$((1 + (2 * 3)))
case "$1" in
  (start|run) exec "$@" ;;
  -*) set -- server "$@" ;&
  *) echo $'tab\\t' "\`date\`" $(case x in x) echo y;; esac) ;;
esac
for file in *.sh; do [ -f "$file" ] && . "$file" || break; done
for ((i = 0; i < 3; i++)); do :; done
while read -r line; do echo "$line" >&2; done < <(sort) 2>/dev/null
if [[ $a =~ ^(a|b)+$ && -n \${b##*/} ]]; then cat <<EOF | base64 -d | sh & else { ls; }; fi
$(echo "in $name")
EOF
cat <<-'END' <<<word
\tkept $as it is
\tEND
function f { (cd / && ls) |& wc -l; }
g() { local x=\${list[@]:1:2} y=\${x//a/b}; ! true; }
((n++)); select s in a b; do break; done; diff <(a) >(b)
`;

test('every form there is', () => {
  // The end of the first here-document stands inside "if": what follows it is read on.
  const statements = parseShell(
    SAMPLE.replace('sh & else', 'sh &\nEOF\nelse').replace('$(echo "in $name")\nEOF\n', ''),
  );
  const types = statements.flatMap(({ first }) => first.commands.map(({ type }) => type));
  assert.deepEqual(
    [...new Set(types)].sort(),
    'arithmetic arithmetic-for case for function if select simple while'.split(' '),
  );
  assert.deepEqual(
    statements.map(({ first }) => first.commands[0]?.line),
    [2, 4, 5, 10, 11, 12, 13, 16, 19, 20, 21, 21, 21],
  );
});

test('here-documents go to the command that asked for them', () => {
  const [first, second] = parseShell("cat <<A; cat <<'B' - <<-C\n$x\nA\n$y\nB\n\tz\n\tC\n");
  assert.deepEqual(targets(first?.first.commands[0]), ['$x\n']);
  assert.deepEqual(targets(second?.first.commands[0]), ['$y\n', 'z\n']);
});

test('quotes, expansions and arrays', () => {
  const [statement] = parseShell(`a=(1 "$@") echo 'x'"y$z"\\ w\${v:-"k}"}$(l)`);
  const command = statement?.first.commands[0];
  assert.ok(command?.type === 'simple');
  assert.equal(command.assignments[0]?.value.parts[0]?.type, 'array');
  assert.deepEqual(
    command.words[1]?.parts.map((part) => [part.type, 'quoted' in part && part.quoted]),
    [
      ['text', true],
      ['parameter', true],
      ['text', true],
      ['text', false],
      ['parameter', false],
      ['command', false],
    ],
  );
});

test('damage says the line, and costs only what follows', () => {
  const { statements, damage } = readShell('echo a\necho b\nif true; then\n fi\n');
  assert.equal(statements.length, 2);
  assert.match(damage?.message ?? '', /^line 4: unexpected "fi/);
  const wrong = [
    'if',
    'echo "',
    "echo 'a",
    'echo $(a',
    'echo $\u007ba',
    'a | | b',
    'a && ',
    '; a',
    'f() ',
    '( )',
    '{ a',
  ];
  for (const text of [...wrong, 'case a in b', 'a )', 'done', 'for x do', 'a > ', '[[ a', 'echo `a', 'a (b)']) {
    assert.throws(() => parseShell(text), FormatError, text);
  }
});

test('what is built to explode costs little', () => {
  const many = 200_000;
  const nesting = ['$(', '((', '$((', '{ ', '"$(', '((a) ', `\${a:-`, '<(', 'if ', 'case x in a) ', '@('];
  for (const opening of [...nesting, '`', 'a[', '<<a ']) {
    const started = performance.now();
    const { damage } = readShell(opening.repeat(many));
    if (nesting.includes(opening)) assert.ok(damage, opening);
    readShell(`cat <<x\n${`${opening}\n`.repeat(many / 10)}`);
    assert.ok(performance.now() - started < 10_000, opening);
  }
  const long = readShell('a;'.repeat(5_000_000));
  assert.ok(long.statements.length > 1_000 && long.statements.length < limits.shellNodes);
  assert.match(long.damage?.message ?? '', /more than/);
  assert.equal(readShell(`echo ${'x'.repeat(10_000_000)}`).damage, undefined);
  assert.match(readShell('x'.repeat(limits.shellScript + 1)).damage?.message ?? '', /too long/);
});

test('damage throws nothing but FormatError', () => {
  fuzz(Buffer.from(SAMPLE), (bytes) => parseShell(Buffer.from(bytes).toString()), 1_000);
  const random = seededRandom(seed);
  const pieces = SAMPLE.split(/(?<=[ ;$(){}"'`\n<>|&])/);
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 1 + random.below(40) }, () => random.pick(pieces)).join('');
    readShell(text);
  }
});

function targets(command: Command | undefined): string[] {
  return (command?.redirections ?? []).map(({ target }) => textOf(target));
}

function textOf({ parts }: ShellWord): string {
  return parts
    .map((part) => (part.type === 'text' ? part.text : part.type === 'parameter' ? `$${part.name}` : ''))
    .join('');
}
