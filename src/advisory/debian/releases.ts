/** Numbers of Debian's releases by their code names, as Debian's package distro-info-data has them. */
const numbers: ReadonlyMap<string, string> = new Map([
  ['hamm', '2.0'],
  ['slink', '2.1'],
  ['potato', '2.2'],
  ['woody', '3.0'],
  ['sarge', '3.1'],
  ['etch', '4'],
  ['lenny', '5'],
  ['squeeze', '6'],
  ['wheezy', '7'],
  ['jessie', '8'],
  ['stretch', '9'],
  ['buster', '10'],
  ['bullseye', '11'],
  ['bookworm', '12'],
  ['trixie', '13'],
  ['forky', '14'],
  ['duke', '15'],
]);

/** The releases that the list of CVEs speaks of where it names none: those with security support of any kind. */
export const trackedReleases: readonly string[] = ['bullseye', 'bookworm', 'trixie', 'forky', 'sid'];

/** The ecosystem of a release: `bookworm` → `Debian:12`. Undefined for what is no release, such as experimental. */
export function debianEcosystem(codeName: string): string | undefined {
  if (codeName === 'sid' || codeName === 'unstable') return 'Debian:sid';
  const number = numbers.get(codeName);
  return number === undefined ? undefined : `Debian:${number}`;
}
