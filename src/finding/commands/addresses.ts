import { isInstallerHost } from '../programs/known-installers.ts';
import { UNKNOWN } from './seen-command.ts';

/** Where something is fetched from. */
export interface Address {
  /** In lower case; `tcp` for raw sockets. */
  readonly scheme: string;
  /** In lower case, without brackets. */
  readonly host: string;
  readonly port?: number;
  /** With its slash; without query and fragment. */
  readonly path: string;
  /**
   * `own`: this container. `private`: a network without a route from outside. `bare`: an address without a name. `unknown`: told
   * only when it runs.
   */
  readonly kind: 'own' | 'private' | 'bare' | 'name' | 'unknown';
}

/** Reads a URL as fetchers take it: without a scheme, too. */
export function readAddress(word: string): Address | undefined {
  if (word.length > 4_096) return undefined;
  const match =
    /^(?:([a-z][a-z0-9+.-]{0,20}):\/\/)?(?:[^\s/@]{0,200}@)?(\[[0-9a-f:.]{2,50}\]|[^\s/:?#@[\]]{1,255})(?::([^\s/?#]{1,20}))?([^\s?#]*)/i.exec(
      word,
    );
  if (!match) return undefined;
  const [, scheme = '', bracketed = '', port = '', path = ''] = match;
  const host = bracketed.replace(/[[\]]/g, '').toLowerCase();
  if (scheme === '' && !/^[a-z0-9-]+(?:\.[a-z0-9-]+){1,8}$/.test(host)) return undefined;
  const number = /^\d{1,5}$/.test(port) ? Number(port) : undefined;
  return {
    scheme: scheme.toLowerCase() || 'http',
    host,
    ...(number === undefined ? {} : { port: number }),
    path,
    kind: kindOf(host),
  };
}

/** The host as a story tells it, with its port where that says something. */
export function hostLabel({ host, port, kind, scheme }: Address): string {
  if (kind === 'unknown') return 'an address that is only known when it runs';
  const usual = port === undefined || port === USUAL_PORTS.get(scheme);
  return `${host.includes(':') ? `[${host}]` : host}${usual ? '' : `:${port}`}`;
}

/** Does it come over a channel that nobody vouches for: unencrypted, or on a port of its own? */
export function isUnusual({ scheme, port }: Address): boolean {
  const usual = USUAL_PORTS.get(scheme);
  return scheme !== 'https' || (port !== undefined && port !== usual && port !== 8443);
}

/** Is it named like a picture, a sound or a page? */
export function isDisguised({ path }: Address): boolean {
  return /\.(?:jpe?g|png|gif|bmp|ico|svg|webp|mp[34]|avi|css|woff2?|ttf|pdf|docx?|xlsx?)$/i.test(path);
}

/** Anybody can put a file there without a name, or reach a machine at home through it. */
export function isAnonymous({ host }: Address): boolean {
  return /(?:^|\.)(?:pastebin\.com|paste\.ee|ix\.io|transfer\.sh|file\.io|0x0\.st|termbin\.com|hastebin\.com|ghostbin\.[a-z]+|rentry\.co|controlc\.com|bashupload\.com|oshi\.at|temp\.sh|catbox\.moe|anonfiles\.com|ngrok\.io|ngrok-free\.app|trycloudflare\.com|serveo\.net|localhost\.run|onion|onion\.[a-z]+|tor2web\.[a-z]+|duckdns\.org|ddns\.net|no-ip\.[a-z]+|hopto\.org|cdn\.discordapp\.com)$/.test(
    host,
  );
}

/** Publishers whose installers are commonly piped to a shell. */
export function isWellKnown({ host, scheme }: Address): boolean {
  return (
    scheme === 'https' &&
    (WELL_KNOWN.has(host) || isInstallerHost(host) || VENDORS.some((vendor) => host.endsWith(`.${vendor}`)))
  );
}

const USUAL_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ftp', 21],
]);

const WELL_KNOWN: ReadonlySet<string> = new Set(
  'get.docker.com sh.rustup.rs get.k3s.io get.rke2.io bun.sh deno.land astral.sh nixos.org ollama.com starship.rs aka.ms dot.net getcomposer.org install.python-poetry.org bootstrap.pypa.io get.sdkman.io get.pnpm.io get.volta.sh cli.github.com fnm.vercel.app packagecloud.io get.helm.sh tailscale.com fly.io sentry.io apt.llvm.org install.meteor.com sdk.cloud.google.com get.rvm.io get.acme.sh raw.githack.com cht.sh rclone.org claude.ai opencode.ai mise.run proto.dev moonrepo.dev get.jenv.be get.pulumi.com webi.sh k6.io'.split(
    ' ',
  ),
);
const VENDORS: readonly string[] =
  'nodesource.com docker.com hashicorp.com google.com googleapis.com microsoft.com microsoftonline.com mongodb.org mongodb.com elastic.co grafana.com datadoghq.com newrelic.com debian.org ubuntu.com fedoraproject.org redhat.com alpinelinux.org archlinux.org python.org pypa.io npmjs.org yarnpkg.com rust-lang.org golang.org postgresql.org mariadb.com mysql.com nginx.org apache.org gitlab.com hetzner.com jetbrains.com nvidia.com oracle.com percona.com'.split(
    ' ',
  );

function kindOf(host: string): Address['kind'] {
  if (host.includes(UNKNOWN)) return 'unknown';
  if (/^(?:localhost|127(?:\.\d{1,3}){1,3}|0\.0\.0\.0|::1)$/.test(host)) return 'own';
  if (
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|100\.100\.100\.200$|f[cd][0-9a-f]{2}:|fe80:)/.test(host)
  )
    return 'private';
  if (/^\d{1,3}(?:\.\d{1,3}){3}$|^(?:0x[0-9a-f]{7,8}|\d{8,10})$|:/.test(host)) return 'bare';
  return /^host\.docker\.internal$|\.(?:local|internal|lan|svc|cluster|localdomain)$|^[a-z0-9_-]+$/.test(host)
    ? 'private'
    : 'name';
}
