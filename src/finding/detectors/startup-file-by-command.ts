import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { deedsWritten } from '../commands/deeds.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild } from '../commands/seen-command.ts';
import { startFile } from '../commands/start-files.ts';

/** What commands write to files that run at boot or at every login. */
export const recogniseStartupFiles: Recognise = function* (script) {
  for (const { seen, ...write } of writesIn(script)) {
    const { path } = write;
    const start = startFile(path, seen);
    const when = start && WHEN.get(start.kind);
    if (!start || when === undefined) continue;
    const [deed] = deedsWritten(write, script);
    const isHost = start.owner === 'host';
    if (!deed && !isHost) continue;
    const rule = isHost ? 'malware/startup-file-on-host' : 'malware/startup-file-by-command';
    // Installers of node agents put units and profiles on the host.
    const weight = deed ? (isHost ? 'certain' : 'strong') : 'weak';
    if (isBuild(seen) && !deed) continue;
    const what = deed ? `a ${start.kind} that ${deed}` : `a ${start.kind}`;
    // To put a part of the cluster there is what they step out of the container for, no second sign.
    const family = weight === 'weak' && NODE_PARTS.test(path) ? 'escape' : 'persistence';
    yield [seen, { rule, weight, family, does: `writes ${what} to /${path}, to be run ${when}` }];
  }
};

const NODE_PARTS =
  /\/systemd\/system\/(?:kubelet|kube-proxy|containerd|docker|crio|cri-docker|k3s(?:-agent)?|rke2-(?:agent|server)|iscsid|multipathd|nvidia-[a-z-]{1,40}|flanneld|etcd|node-problem-detector|falco[a-z-]{0,40}|teleport)\.(?:service|socket)(?:\.d\/[^/]{1,80}\.conf)?$/;

const WHEN: ReadonlyMap<string, string> = new Map([
  ['profile', 'at every login'],
  ['boot script', 'at every boot'],
  ['service', 'at every boot'],
]);

export const startupFileByCommand = commandDetector({
  name: 'startup-file-by-command',
  rules: [
    {
      id: 'malware/startup-file-by-command',
      title: 'Hostile start-up file written',
      meaning:
        'A command writes a profile, boot script or service that downloads and runs code, opens a shell or mines.',
      severity: 'high',
      falsePositives: 'Entrypoints write profiles and services of their own: only what the text does is told.',
      references: ['T1546.004', 'T1543.002', 'T1037.004'],
    },
    {
      id: 'malware/startup-file-on-host',
      title: 'Start-up file written to the host',
      meaning: "A command writes a profile, boot script or service below a folder where the host's files are expected.",
      severity: 'critical',
      falsePositives:
        'Installers of node agents do so: without a hostile text it is a weak sign, and none beside other access to the host where it is a part of the cluster such as the kubelet.',
      references: ['T1543.002', 'T1611', 'https://attack.mitre.org/techniques/T1543/002/'],
    },
  ],
  recognise: recogniseStartupFiles,
});
