import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { runsInput, runsProduced } from '../commands/interpreters.ts';
import type { SeenCommand } from '../commands/seen-command.ts';

const ENCODINGS = /^(?:base64|base32|hex|gzip|zlib)$/;
/** Harmless when decoded: settings are kept like this. */
const PLAIN = /^(?:export|echo|printf|set|true|false|:|test|\[|\[\[|cat|cd|mkdir|)$/;

/** Scripts that are decoded and then run. */
export const recogniseEncoded: Recognise = function* ({ commands }) {
  const told = new Set<string>();
  for (const seen of commands) {
    const ways = seen.command.place.decoded.filter((way) => ENCODINGS.test(way));
    const key = seen.command.place.decoded.join();
    if (ways.length > 0 && !told.has(key) && !PLAIN.test(seen.name)) {
      told.add(key);
      const does = `decodes a script from ${[...new Set(ways)].join(' and ')}${ways.length > 1 ? `, ${ways.length} times over,` : ''} and runs it`;
      yield [seen, { rule: 'malware/encoded-command', weight: 'strong', family: 'encoding', does }];
    }
    const decoder = hiddenDecoder(seen);
    if (decoder) {
      const isText = seen.command.input?.known === true || readsFile(decoder);
      const does = `decodes a program with ${decoder.name} and runs it`;
      yield [
        seen,
        {
          rule: 'malware/encoded-command',
          weight: isText ? 'strong' : 'weak',
          family: 'encoding',
          does,
          with: [decoder],
        },
      ];
    }
  }
};

/** What is decoded for an interpreter, or with a key, cannot be followed any further. */
function hiddenDecoder(seen: SeenCommand): SeenCommand | undefined {
  const isShell = /^(?:ba|da|a|z|k)?sh$/.test(seen.name);
  const runs = (runsInput(seen) && !(isShell && seen.command.input?.known)) || runsProduced(seen);
  return runs ? seen.producers.find(isDecoder) : undefined;
}

/** Of the image, by a plain name: nobody hands a program over like this. */
function readsFile({ words, name, command }: SeenCommand): boolean {
  const named = [
    ...words.slice(1),
    ...command.redirections.filter(({ kind }) => kind === 'read').map(({ target }) => target.text),
  ];
  return (
    /^base(?:64|32)$|^xxd$/.test(name) &&
    named.some(
      (word) =>
        /^\.{0,2}\/[\w./@+-]{1,200}$/.test(word) && !/^\/(?:dev|proc|run\/secrets|var\/run\/secrets)\//.test(word),
    )
  );
}

function isDecoder({ name, words }: SeenCommand): boolean {
  const options = words.slice(1).join(' ').slice(0, 2_000);
  switch (name) {
    case 'base64':
    case 'base32':
      return /(?:^|\s)(?:-[a-zA-Z]*[dD]|--decode)\b/.test(options);
    case 'xxd':
      return /-[a-z]*r/.test(options);
    case 'openssl':
      return /(?:^|\s)-d\b/.test(options);
    case 'uudecode':
    case 'gpg':
      return name === 'uudecode' || /(?:-d|--decrypt)\b/.test(options);
    default:
      return false;
  }
}

export const encodedCommand = commandDetector({
  name: 'encoded-command',
  rules: [
    {
      id: 'malware/encoded-command',
      title: 'Encoded script decoded and run',
      meaning:
        'A script stands in the image in an encoding that hides what it does from readers, and is decoded only to be run.',
      severity: 'high',
      falsePositives:
        'Values of variables are kept in base64, and archives that extract themselves are shell scripts: only what is decoded and then run as a program counts, and only where it does more than set variables.',
      references: ['T1027', 'T1140', 'https://attack.mitre.org/techniques/T1140/'],
    },
  ],
  recognise: recogniseEncoded,
});
