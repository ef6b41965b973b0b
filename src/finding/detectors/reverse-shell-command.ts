import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { socketShells } from '../commands/socket-shells.ts';

/** Shells that commands connect to the network. */
export const recogniseSocketShells: Recognise = function* (script) {
  for (const { seen, peer, listens, weight, with: others } of socketShells(script)) {
    const does = listens
      ? `waits ${peer ? `on ${peer} ` : ''}for somebody on the network and gives them a shell`
      : `connects to ${peer ?? 'another machine'} and gives it a shell`;
    const rule = listens ? 'malware/bind-shell-command' : 'malware/reverse-shell-command';
    yield [seen, { rule, weight, family: 'remote-shell', does, ...(others ? { with: others } : {}) }];
  }
};

const falsePositives =
  'Scripts that wait for a port open /dev/tcp and close it again, health checks pipe a word into nc, and socat joins ports: only a shell whose input comes from the connection counts.';

export const reverseShellCommand = commandDetector({
  name: 'reverse-shell-command',
  rules: [
    {
      id: 'malware/bind-shell-command',
      title: 'Bind shell',
      meaning: 'A command listens on the network and hands a shell to whoever connects.',
      severity: 'critical',
      falsePositives,
      references: ['T1059.004', 'https://attack.mitre.org/techniques/T1059/004/'],
    },
    {
      id: 'malware/reverse-shell-command',
      title: 'Reverse shell',
      meaning: 'A command connects to another machine and lets it type into a shell of the container.',
      severity: 'critical',
      falsePositives,
      references: ['T1059.004', 'https://attack.mitre.org/techniques/T1059/004/'],
    },
  ],
  recognise: recogniseSocketShells,
});
