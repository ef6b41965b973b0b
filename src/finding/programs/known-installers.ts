/** Hosts whose installers are run from the network as their documentation says. */
const HOSTS: ReadonlySet<string> = new Set([
  'aka.ms',
  'apt.llvm.org',
  'astral.sh',
  'bootstrap.pypa.io',
  'bun.com',
  'bun.sh',
  'cdn.teleport.dev',
  'chocolatey.org',
  'claude.ai',
  'cli.codecov.io',
  'cli.github.com',
  'code-server.dev',
  'codecov.io',
  'community.chocolatey.org',
  'composer.github.io',
  'cpanmin.us',
  'crystal-lang.org',
  'deb.nodesource.com',
  'deno.land',
  'dl.dagger.io',
  'dl.google.com',
  'dl.k8s.io',
  'dl.min.io',
  'dot.net',
  'download.docker.com',
  'download.newrelic.com',
  'elixir-lang.org',
  'fly.io',
  'fnm.vercel.app',
  'get-ghcup.haskell.org',
  'get.acme.sh',
  'get.arkade.dev',
  'get.docker.com',
  'get.haskellstack.org',
  'get.helm.sh',
  'get.jetify.com',
  'get.k0s.sh',
  'get.k3s.io',
  'get.netdata.cloud',
  'get.nexte.st',
  'get.nextflow.io',
  'get.opentofu.org',
  'get.pnpm.io',
  'get.pulumi.com',
  'get.rke2.io',
  'get.rvm.io',
  'get.scoop.sh',
  'get.sdkman.io',
  'get.starship.rs',
  'get.symfony.com',
  'get.volta.sh',
  'get.wasmer.io',
  'getcomposer.org',
  'getmic.ro',
  'go.microsoft.com',
  'install.datadoghq.com',
  'install.determinate.systems',
  'install.julialang.org',
  'install.meteor.com',
  'install.pi-hole.net',
  'install.python-poetry.org',
  'mise.run',
  'my-netdata.io',
  'nixos.org',
  'nodejs.org',
  'ollama.com',
  'onegetcdn.azureedge.net',
  'packagecloud.io',
  'packages.gitlab.com',
  'packages.microsoft.com',
  'releases.hashicorp.com',
  'repo.anaconda.com',
  'rpm.nodesource.com',
  'rustup.rs',
  'scripts.sil.org',
  'sdk.cloud.google.com',
  'sentry.io',
  'sh.rustup.rs',
  'sh.vector.dev',
  'starship.rs',
  'tailscale.com',
  'toolbelt.heroku.com',
  'uploader.codecov.io',
  'wasmtime.dev',
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
  return host !== undefined && isInstallerHost(host);
}

/** Is it the host, in lower case, of a well-known installer? */
export function isInstallerHost(host: string): boolean {
  return HOSTS.has(host);
}

/** What a fetched program's address says of it. */
export function fetchWeight(url: string | undefined): 'strong' | 'weak' {
  if (url === undefined || SHARED.test(url)) return 'weak';
  return /^\w{3,5}:\/\/(?:localhost|127\.|\[::1\]|example\.(?:com|org|net)|[^/]{0,80}[<>{}$])/.test(url)
    ? 'weak'
    : 'strong';
}
