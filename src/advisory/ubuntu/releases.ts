/** Numbers of Ubuntu's releases by the first words of their code names, as its package distro-info-data has them. */
const numbers: ReadonlyMap<string, string> = new Map([
  ['warty', '4.10'],
  ['hoary', '5.04'],
  ['breezy', '5.10'],
  ['dapper', '6.06'],
  ['edgy', '6.10'],
  ['feisty', '7.04'],
  ['gutsy', '7.10'],
  ['hardy', '8.04'],
  ['intrepid', '8.10'],
  ['jaunty', '9.04'],
  ['karmic', '9.10'],
  ['lucid', '10.04'],
  ['maverick', '10.10'],
  ['natty', '11.04'],
  ['oneiric', '11.10'],
  ['precise', '12.04'],
  ['quantal', '12.10'],
  ['raring', '13.04'],
  ['saucy', '13.10'],
  ['trusty', '14.04'],
  ['utopic', '14.10'],
  ['vivid', '15.04'],
  ['wily', '15.10'],
  ['xenial', '16.04'],
  ['yakkety', '16.10'],
  ['zesty', '17.04'],
  ['artful', '17.10'],
  ['bionic', '18.04'],
  ['cosmic', '18.10'],
  ['disco', '19.04'],
  ['eoan', '19.10'],
  ['focal', '20.04'],
  ['groovy', '20.10'],
  ['hirsute', '21.04'],
  ['impish', '21.10'],
  ['jammy', '22.04'],
  ['kinetic', '22.10'],
  ['lunar', '23.04'],
  ['mantic', '23.10'],
  ['noble', '24.04'],
  ['oracular', '24.10'],
  ['plucky', '25.04'],
  ['questing', '25.10'],
  ['resolute', '26.04'],
]);

/** Parts of the archive that only subscribers of Ubuntu Pro get, for everything that they have installed. */
const proPockets: ReadonlySet<string> = new Set(['esm-infra', 'esm-apps', 'esm-infra-legacy', 'esm-apps-legacy']);

/**
 * The ecosystem of a release or pocket as the security team writes it: `jammy` → `Ubuntu:22.04`, `esm-infra/xenial` and
 * `trusty/esm` → `Ubuntu:Pro:16.04` and `:14.04`. Undefined for the release in the making, and for pockets whose
 * packages are builds of their own: FIPS, real-time kernels, robots.
 */
export function ubuntuEcosystem(release: string): string | undefined {
  const [first = '', second, ...more] = release.split('/');
  if (more.length > 0) return undefined;
  if (second === undefined) return named('Ubuntu', first);
  if (second === 'esm') return named('Ubuntu:Pro', first);
  return proPockets.has(first) ? named('Ubuntu:Pro', second) : undefined;
}

function named(prefix: string, codeName: string): string | undefined {
  const number = numbers.get(codeName);
  return number === undefined ? undefined : `${prefix}:${number}`;
}

/** The release of an ecosystem: `Ubuntu:Pro:22.04` → `22.04`. */
export function ubuntuRelease(ecosystem: string): string | undefined {
  return /^Ubuntu:(?:Pro:)?(\d{1,2}\.\d{2})$/.exec(ecosystem)?.[1];
}
