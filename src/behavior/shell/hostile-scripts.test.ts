import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../test/support/random.ts';
import { limits } from '../../base/limits.ts';
import { readScript } from './read-script.ts';

const seed = Number(process.env.FUZZ_SEED ?? 1);
const SECONDS = 20;

function follow(text: string, readFile?: (path: string) => string | undefined): ReturnType<typeof readScript> {
  const started = performance.now();
  const result = readScript(text, {
    place: { path: 'run.sh', decoded: [] },
    user: 'root',
    arguments: ['a', '-b'],
    ...(readFile && { readFile }),
  });
  const seconds = (performance.now() - started) / 1_000;
  assert.ok(seconds < SECONDS, `${seconds} s for ${text.slice(0, 60)}`);
  assert.ok(result.commands.length <= limits.shellCommands + limits.shellCalls);
  return result;
}

test('values that double', () => {
  const all = '$\u007ba[@]}';
  const doubling = `a=xxxxxxxxxx\n${'a=$a$a\n'.repeat(100)}echo $a`;
  assert.match(follow(doubling).unknown.join(), /too long/);
  follow(`a=xxxxxxxxxx\n${'a=$a$a\n'.repeat(16)}echo "${'$a'.repeat(100_000)}"`);
  follow(`set -- a b c d\n${'set -- "$@" "$@"\n'.repeat(60)}echo "$@"`);
  follow(`a=(1 2 3)\n${`a+=("${all}")\n`.repeat(60)}echo "${all}"`);
  follow(`for a in {1..200}; do for b in {1..200}; do for c in {1..200}; do echo $a $b $c; done; done; done`);
  follow(`echo ${'{a,b}'.repeat(200)}`);
});

test('scripts that call themselves', () => {
  const files = (path: string): string => (path.endsWith('/') ? '' : `#!/bin/sh\n. /${path}x\n/${path}y & . /run.sh\n`);
  assert.ok(follow('. /a', files).unknown.length > 0);
  assert.equal(follow('#!/bin/sh\n. /run.sh; /run.sh; sh run.sh', () => '. /run.sh').commands.length, 3);
  assert.ok(follow('f() { f | f & }; f').unknown.length > 0);
  assert.ok(follow('e="eval \\"\\$e\\""; eval "$e"').unknown.length > 0);
  follow(`${'eval '.repeat(50_000)} ls`);
  follow(`${'nohup '.repeat(50_000)} ls`);
  follow(`${'sh -c '.repeat(50_000)} ls`);
  follow('while true; do i=x$i; f() { while true; do j=y$j; done; }; f; done');
});

test('encoded over and over', () => {
  let text = 'ls';
  for (let level = 0; level < 30; level++) text = `echo ${Buffer.from(text).toString('base64')} | base64 -d | sh`;
  const { commands } = follow(text);
  assert.equal(commands.at(-1)?.words[0]?.text, 'ls');
  assert.equal(commands.at(-1)?.place.decoded.length, 30);
  for (let level = 0; level < 60; level++) {
    text = `echo ${Buffer.from(text.slice(0, 500_000)).toString('base64')} | base64 -d | sh`;
  }
  follow(text);
});

test('long ones', () => {
  const ten = 10_000_000;
  follow(`echo ${'x'.repeat(ten)}`);
  follow('a;'.repeat(ten / 2));
  follow('a'.repeat(ten));
  follow(`x=${'a'.repeat(500_000)}b; echo "${'$'}{x##*a*a*a*a*c}" "${'$'}{x//a*c/d}" "${'$'}{x%%[ab]*c}"`);
  follow(`echo ${'$('.repeat(50_000)}`);
  follow(`case ${'a'.repeat(100_000)} in ${'*a'.repeat(50_000)}b) x;; esac`);
  follow(`x=${'['.repeat(500_000)}; echo "${'$'}{x#${'['.repeat(100_000)}}"`);
  follow(`echo $((${'('.repeat(50_000)}`);
  follow(`[ ${'! '.repeat(50_000)} a ]; [ ${'( '.repeat(50_000)} a ]`);
  follow(`echo ${'a/'.repeat(500_000)} | sed 's/a/b/g;s/b/cc/g' | tr a-z b-y | rev | cut -d/ -f1-5`);
});

test('bytes that are no text', () => {
  const random = seededRandom(seed);
  const noise = Buffer.from(Array.from({ length: 4_000 }, () => random.below(256)));
  follow(noise.toString());
  follow(noise.toString('latin1'));
  follow(
    `echo ${noise.toString('base64')} | base64 -d | sh; echo '\ud800' '\udfff' '\ufffc' | base64 | base64 -d | gunzip`,
  );
});

test('nothing escapes, whatever the pieces', () => {
  const random = seededRandom(seed);
  const pieces =
    String.raw`echo $a|"$@"|$(|)|;|@|if |; then |fi|while |do |done|case x in |esac|a=|(1 2)|$|{a%*|}|base64 -d|xxd -r -p| \| |sh|eval |. /f|/run.sh|f() {|}|f |<<E@|E@|>|/tmp/x|'|"|#|$((|))|i++|[ |]|[[ |]]|&&|\|\||!|&|read x|set -- |shift|exit|exec |cd /|sed s/a/b/|tr a-z|cut -d: -f1|printf %s%d|{a,b}|unset |export A=|nohup |env A=b |xargs |head -c5|tail -n+2|trap 'x' EXIT`
      .split(/(?<!\\)\|/)
      .map((piece) => piece.replaceAll('\\|', '|').replace('@', '\n').replace('#', '`'));
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from(
      { length: 1 + random.below(30) },
      () => `${random.pick(pieces)}${random.pick(['', ' '])}`,
    ).join('');
    follow(text, (path) => (path === 'f' ? 'echo $1 | sh' : undefined));
  }
});
