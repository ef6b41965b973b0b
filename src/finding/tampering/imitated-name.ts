/** Programs that others are named after, so that nobody wonders about them in a list of processes. */
const IMITATED = [
  'java',
  'node',
  'bash',
  'sshd',
  'nginx',
  'httpd',
  'mysqld',
  'python',
  'python3',
  'nodejs',
  'docker',
  'dockerd',
  'apache2',
  'systemd',
  'kubelet',
  'postgres',
  'kthreadd',
  'containerd',
  'systemd-logind',
  'redis-server',
];
/** Words of their own that are close to one of them. */
const WORDS: ReadonlySet<string> = new Set(
  'nodes apache mysql container docker system python2 pythons redisserver http httpx pypthon nodjs-legacy'.split(' '),
);
const SHORT = 5;

/** Letters of other scripts, and digits, that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  а: 'a',
  Ь: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  п: 'n',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  υ: 'u',
  ν: 'v',
  ѡ: 'w',
  х: 'x',
  у: 'y',
  ο: 'o',
  α: 'a',
  ρ: 'p',
  ı: 'i',
};

/** The program that a name is nearly that of: letters swapped, left out or doubled, or others that look like them. */
export function imitatedName(name: string): string | undefined {
  if (name.length < 3 || name.length > 24 || WORDS.has(name)) return undefined;
  return IMITATED.find((known) => name !== known && isNear(name, known));
}

/** A name with letters of other scripts, read as it looks; undefined where it has none. */
export function readAsLatin(name: string): string | undefined {
  if (name.length > 64 || !/[^\0-\x7f]/.test(name)) return undefined;
  const read = [...name.normalize('NFKC')].map((letter) => LOOKALIKES[letter] ?? letter).join('');
  return read === name || /[^\0-\x7f]/.test(read) ? undefined : read;
}

function isNear(name: string, known: string): boolean {
  if (name.length === known.length) {
    const at = firstDifference(name, known);
    const isSwapped =
      name[at] === known[at + 1] && name[at + 1] === known[at] && name.slice(at + 2) === known.slice(at + 2);
    if (isSwapped) return true;
    const looked = known.length > SHORT - 1 && name.slice(at + 1) === known.slice(at + 1);
    return looked && LOOKALIKES[name[at] ?? ''] === known[at];
  }
  if (known.length <= SHORT) return false;
  const [short, long] = name.length < known.length ? [name, known] : [known, name];
  if (long.length - short.length !== 1) return false;
  const at = firstDifference(short, long);
  if (short.slice(at) !== long.slice(at + 1)) return false;
  // A last letter more or less makes another word; what joins words may be left out.
  if (short === name) return at < known.length - 1 && long[at] !== '-' && !/\d/.test(long[at] ?? '');
  return long[at] === long[at - 1] && /[a-z]/.test(long[at] ?? '');
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
