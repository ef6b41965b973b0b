import { baseName } from '../../behavior/paths.ts';
import { readAddress } from '../commands/addresses.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { isBuild, type SeenCommand, UNKNOWN } from '../commands/seen-command.ts';
import type { Told } from '../commands/tell.ts';

/** Commands that make other machines, or the host's engine, start containers. */
export const recogniseApiAbuse: Recognise = function* ({ commands }) {
  for (const seen of commands) {
    if (isBuild(seen)) continue;
    const told = scanTold(seen) ?? clientTold(seen) ?? requestTold(seen);
    if (told) yield [seen, told];
  }
};

const SCANNERS = /^(?:masscan|zmap|zgrab2?|pnscan|nmap|rustscan|unimap|naabu)$/;
const ENGINE_PORT = /(?:^|[\s,=:])(?:237[56]|4243|4244|10250|10255|6443|2379|2380)(?:[\s,]|$)/;

/** Looks for engines of others. */
function scanTold({ name, words }: SeenCommand): Told | undefined {
  const line = words.slice(1).join(' ').slice(0, 4_096);
  if (!SCANNERS.test(name) || !ENGINE_PORT.test(line) || /(?:^|\s)(?:127\.0\.0\.1|localhost)(?:\s|$)/.test(line))
    return undefined;
  const does = `searches networks for open container engines with ${name}`;
  return { rule: 'malware/engine-scan', weight: 'strong', family: 'escape', does };
}

/** `docker -H tcp://… run -v /:/mnt …` */
function clientTold({ name, words, command }: SeenCommand): Told | undefined {
  if (!/^(?:docker|podman|nerdctl|docker-compose)$/.test(name)) return undefined;
  const rest = words.slice(1, 300);
  const isRun = rest.some((word) => word === 'run' || word === 'create' || word === 'exec');
  if (!isRun) return undefined;
  const host = hostOf(rest, command.assignments);
  const mounts = rest.filter(
    (word, at) => VOLUME.test(rest[at - 1] ?? '') || /^(?:-v|--volume=|--mount=)\//.test(word),
  );
  const mayAll = rest.some((word) => /^--privileged(?:=true)?$|^--pid=host$/.test(word));
  const isFar = host !== undefined && (host === UNKNOWN || /^(?:bare|unknown)$/.test(readAddress(host)?.kind ?? ''));
  // Developers mount the folder they are in, which reads as the root where it is not known.
  const takesRoot = mounts.some(
    (mount) => HOST_ROOT.test(mount) || (WHOLE_ROOT.test(mount) && (isFar || mayAll || rest.includes('chroot'))),
  );
  if (!takesRoot && !(isFar && mayAll) && !(isFar && ENGINE_PORT.test(host ?? ''))) return undefined;
  const where =
    host === undefined
      ? 'on the host'
      : `on ${isFar && host.includes(UNKNOWN) ? 'other machines' : host.replace(/^\w+:\/\//, '')}`;
  const does = `starts a container ${where}${takesRoot ? " with the whole of the host's files" : mayAll ? ' with all privileges' : ''}`;
  return {
    rule: 'malware/container-api-abuse',
    weight: takesRoot && isFar ? 'certain' : 'strong',
    family: 'escape',
    does,
  };
}

const VOLUME = /^(?:-v|--volume|--mount)$/;
const HOST_ROOT = /^(?:-v|--volume=)?\/:\/(?:mnt|host\w{0,10}|rootfs|media|hostfs|root)(?:[/:]|$)/;
const WHOLE_ROOT = /^(?:-v|--volume=)?\/:\/|(?:^|,)(?:source|src)=\/(?:,|$)/;

function hostOf(words: readonly string[], assignments: SeenCommand['command']['assignments']): string | undefined {
  const at = words.findIndex((word) => word === '-H' || word === '--host');
  const joined = words.find((word) => /^(?:-H=?|--host=)tcp:/.test(word));
  const named = at >= 0 ? words[at + 1] : joined?.replace(/^(?:-H=?|--host=)/, '');
  const value = named ?? assignments.find(({ name }) => name === 'DOCKER_HOST')?.value.text;
  return value?.startsWith('unix:') ? undefined : value;
}

/** `curl --unix-socket /var/run/docker.sock -X POST …/containers/create` */
function requestTold({ name, words, command }: SeenCommand): Told | undefined {
  if (!/^(?:curl|wget|nc|ncat|socat|http)$/.test(name)) return undefined;
  const line = `${words.join(' ').slice(0, 16_384)} ${(command.input?.text ?? '').slice(0, 16_384)}`;
  const makes = /\/containers\/(?:create|[\w\ufffc]{1,80}\/(?:start|exec))\b|\/images\/create\b/.test(line);
  const bySocket = /(?:docker|containerd|crio|podman)\.sock\b/.test(line);
  const byPort = /:(?:237[56]|4243)\//.test(line);
  if (/:10250\/(?:run|exec)\//.test(line))
    return {
      rule: 'malware/container-api-abuse',
      weight: 'strong',
      family: 'escape',
      does: 'runs commands in containers of a node by its kubelet',
    };
  if (!makes || !(bySocket || byPort)) return undefined;
  const takesHost = /"Binds"\s*:\s*\[\s*"\/:|"Privileged"\s*:\s*true|"PidMode"\s*:\s*"host"|"Source"\s*:\s*"\/"/.test(
    line,
  );
  const engine = bySocket ? `the host's engine (${baseName('docker.sock')})` : 'the engine of another machine';
  const does = `asks ${engine} to start a container${takesHost ? " with the host's files or all privileges" : ''}`;
  return { rule: 'malware/container-api-abuse', weight: takesHost ? 'certain' : 'strong', family: 'escape', does };
}

export const containerApiAbuse = commandDetector({
  name: 'container-api-abuse',
  rules: [
    {
      id: 'malware/container-api-abuse',
      title: 'Container started through an open engine',
      meaning:
        'A command starts containers by the socket of the host or the open port of another machine: with the files of that host, it owns it.',
      severity: 'critical',
      falsePositives:
        'CI runners, docker-in-docker, Portainer and Watchtower talk to an engine by design: listing and updating is not told, nor running containers at a named engine without the root of its host.',
      references: ['T1610', 'https://attack.mitre.org/techniques/T1610/'],
    },
    {
      id: 'malware/engine-scan',
      title: 'Search for open container engines',
      meaning: 'A command scans networks for the ports of Docker, Kubernetes and etcd, as worms do to spread.',
      severity: 'high',
      falsePositives:
        'Security scanners name these ports too, in lists: only a command line that scans for them counts.',
      references: ['T1046', 'T1610', 'https://attack.mitre.org/techniques/T1046/'],
    },
  ],
  recognise: recogniseApiAbuse,
});
