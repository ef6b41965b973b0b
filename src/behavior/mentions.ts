/** Hosts that a text names, with their ports where it says: of URLs, `/dev/tcp`, and bare IPv4 addresses. */
export function hostsIn(text: string): string[] {
  const hosts = new Set<string>();
  for (const [, host, port] of bounded(text).matchAll(URL_HOST)) if (host) hosts.add(join(host, port));
  for (const [, host, port] of bounded(text).matchAll(SOCKET)) if (host) hosts.add(join(host, port));
  for (const [, host, port] of bounded(text).matchAll(ADDRESS)) if (host) hosts.add(join(host, port));
  return [...hosts].filter(
    (host) => !/^(?:localhost|127\.|0\.0\.0\.0|255\.|\.)/.test(host) && !host.includes('\ufffc'),
  );
}

/** Paths of the host, by the places where those who mount them put them. */
export function hostPathsIn(text: string): string[] {
  return [...new Set([...bounded(text).matchAll(HOST_PATH)].map(([, path = '']) => path.replace(/[/.,;]+$/, '')))];
}

const LONGEST = 100_000;
const URL_HOST = /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s/@'"]{0,200}@)?([A-Za-z0-9][A-Za-z0-9.-]{0,252})(?::(\d{1,5}))?/g;
const SOCKET = /\/dev\/(?:tcp|udp)\/([A-Za-z0-9][A-Za-z0-9.-]{0,252})\/(\d{1,5})\b/g;
const ADDRESS =
  /(?<![\w.:/-])((?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?::(\d{1,5}))?(?![\w.-]|\/\d)/g;
const HOST_PATH =
  /(?<![\w./-])(\/(?:var\/)?run\/(?:docker|containerd\/containerd|crio\/crio|podman\/podman)\.sock|\/host(?:fs|root|etc|proc|sys)?(?![\w-])(?:\/[\w./-]{0,200})?|\/rootfs(?![\w-])(?:\/[\w./-]{0,200})?|\/mnt\/(?:etc|root|host|home|var|usr|rootfs)(?![\w-])(?:\/[\w./-]{0,200})?|\/proc\/1\/(?:root|ns)(?:\/[\w./-]{0,200})?|\/proc\/sys\/kernel\/core_pattern|\/sys\/fs\/cgroup\/[\w./-]{0,200}release_agent)/g;

function bounded(text: string): string {
  return text.slice(0, LONGEST);
}

function join(host: string, port: string | undefined): string {
  return (port === undefined ? host : `${host}:${port}`).toLowerCase();
}
