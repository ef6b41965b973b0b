/** Hosts whose installers are run from the network as their documentation says. */
const HOSTS: ReadonlySet<string> = new Set([
  'apt.llvm.org',
  'aka.ms',
  'astral.sh',
  'bootstrap.pypa.io',
  'bun.sh',
  'bun.com',
  'chocolatey.org',
  'cli.github.com',
  'community.chocolatey.org',
  'composer.github.io',
  'cpanmin.us',
  'deb.nodesource.com',
  'deno.land',
  'dl.google.com',
  'dot.net',
  'download.docker.com',
  'fnm.vercel.app',
  'get.docker.com',
  'get.helm.sh',
  'get.k3s.io',
  'get.pnpm.io',
  'get.rvm.io',
  'get.scoop.sh',
  'get.sdkman.io',
  'get.starship.rs',
  'getcomposer.org',
  'getmic.ro',
  'go.microsoft.com',
  'install.meteor.com',
  'install.python-poetry.org',
  'nodejs.org',
  'onegetcdn.azureedge.net',
  'packagecloud.io',
  'packages.gitlab.com',
  'packages.microsoft.com',
  'repo.anaconda.com',
  'rpm.nodesource.com',
  'rustup.rs',
  'scripts.sil.org',
  'sdk.cloud.google.com',
  'sh.rustup.rs',
  'starship.rs',
  'toolbelt.heroku.com',
  'win.rustup.rs',
  'www.npmjs.com',
  'www.python.org',
  'yarnpkg.com',
]);

/** Hosts where anybody may put a file, and most of what is fetched is honest. */
const SHARED =
  /^https:\/\/(?:(?:raw\.)?github(?:usercontent)?\.com|gitlab\.com|git\.io|[\w.-]{1,80}\.amazonaws\.com|storage\.googleapis\.com|registry\.npmjs\.org)[/:]/i;

/** Is it where a well-known installer comes from, over HTTPS? */
export function isKnownInstaller(url: string): boolean {
  const host = /^https:\/\/([^/:?#]{1,253})(?::443)?(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase();
  return host !== undefined && HOSTS.has(host);
}

/** What a fetched program's address says of it. */
export function fetchWeight(url: string | undefined): 'strong' | 'weak' {
  if (url === undefined || SHARED.test(url)) return 'weak';
  return /^\w{3,5}:\/\/(?:localhost|127\.|\[::1\]|example\.(?:com|org|net)|[^/]{0,80}[<>{}$])/.test(url)
    ? 'weak'
    : 'strong';
}
