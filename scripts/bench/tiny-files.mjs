// A tar of many small files: applications' node_modules and pages of documentation, the same bytes on every run.
// As applications have it: a thousand packages come with some thirty thousand files.
const FILES_PER_PACKAGE = 32;
const SMALL_MODULES = 12;
const PACKAGES_PER_APPLICATION = 1500;
const SYLLABLES = 'ab ac con de en ex for gen in ip ker lo map node or par que re set str ta un val xy'.split(' ');
const WORDS = Array.from({ length: 4000 }, (_, number) => {
  const parts = [number % 23, Math.floor(number / 23) % 23, Math.floor(number / 529), (number * 7) % 29];
  return parts.map((part) => SYLLABLES[part] ?? '').join('');
});

/** @param count how many files; one in thirty-two is a package.json. */
export function* tinyFilesTar(count) {
  const random = generator(20180613);
  for (let number = 0; number * FILES_PER_PACKAGE < count; number++) {
    if (number % PACKAGES_PER_APPLICATION === 0) {
      yield directory(`srv/app-${Math.floor(number / PACKAGES_PER_APPLICATION)}/node_modules`);
    }
    const left = count - number * FILES_PER_PACKAGE;
    yield Buffer.concat(packageFiles(number, random).slice(0, left + 3));
  }
  yield Buffer.alloc(1024);
}

export function baseTar() {
  return Buffer.concat([
    directory('etc'),
    file('etc/os-release', 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n'),
    file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'),
    Buffer.alloc(1024),
  ]);
}

function packageFiles(number, random) {
  const scope = number % 5 === 0 ? `@${word(random)}-${number % 97}/` : '';
  const name = `${scope}${word(random)}-${word(random)}-${number.toString(36)}`;
  const folder = `srv/app-${Math.floor(number / PACKAGES_PER_APPLICATION)}/node_modules/${name}`;
  const version = `${number % 12}.${number % 7}.${number % 31}`;
  const manifest = {
    name,
    version,
    description: sentence(random, 60),
    license: ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause'][number % 4],
    main: 'index.js',
    dependencies: { [`${word(random)}-${word(random)}`]: `^${version}` },
  };
  return [
    directory(folder),
    directory(`${folder}/lib`),
    directory(`${folder}/docs`),
    file(`${folder}/package.json`, `${JSON.stringify(manifest, undefined, 2)}\n`),
    file(`${folder}/index.js`, `'use strict';\nmodule.exports = require('./lib/${word(random)}');\n`),
    file(`${folder}/LICENSE`, sentence(random, 580)),
    file(`${folder}/README.md`, `# ${name}\n\n${body(random)}`),
    file(`${folder}/lib/${word(random)}.js`, `// ${body(random)}`),
    file(`${folder}/lib/${word(random)}.d.ts`, `// ${body(random)}`),
    ...Array.from({ length: SMALL_MODULES }, (_, part) => [
      file(`${folder}/lib/${word(random)}-${part}.js`, `// ${body(random)}`),
      file(`${folder}/lib/${word(random)}-${part}.js.map`, `{"version":3,"names":[]} ${body(random)}`),
    ]).flat(),
    file(`${folder}/docs/${word(random)}.md`, body(random)),
    file(`${folder}/docs/${word(random)}-${word(random)}.html`, `<p>${body(random)}</p>`),
  ];
}

function directory(path) {
  return header(`${path}/`, { type: '5', mode: 0o755, sizeBytes: 0 });
}

function file(path, text) {
  const body = Buffer.alloc(Math.ceil(text.length / 512) * 512);
  body.latin1Write(text);
  return Buffer.concat([header(path, { type: '0', mode: 0o644, sizeBytes: text.length }), body]);
}

function header(path, { type, mode, sizeBytes }) {
  const block = Buffer.alloc(512);
  const cut = path.length > 100 ? path.lastIndexOf('/', path.length - 2) : -1;
  block.latin1Write(path.slice(cut + 1), 0, 100);
  if (cut > 0) block.latin1Write(path.slice(0, cut), 345, 155);
  block.latin1Write(octal(mode, 7), 100);
  block.latin1Write(octal(0, 7), 108);
  block.latin1Write(octal(0, 7), 116);
  block.latin1Write(octal(sizeBytes, 11), 124);
  block.latin1Write(octal(1_750_000_000, 11), 136);
  block.latin1Write(' '.repeat(8), 148);
  block.latin1Write(type, 156);
  block.latin1Write('ustar\u000000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.latin1Write(`${octal(sum, 6)}\0 `, 148);
  return block;
}

function octal(value, digits) {
  return value.toString(8).padStart(digits, '0');
}

function body(random) {
  return sentence(random, 20 + (random() % 560));
}

function sentence(random, length) {
  let text = '';
  while (text.length < length) text += `${word(random)} `;
  return text.slice(0, length);
}

function word(random) {
  return WORDS[random() % WORDS.length];
}

/** A small fixed generator (LCG): runs must compare. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
