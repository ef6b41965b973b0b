import { readScript } from '../../behavior/shell/read-script.ts';
import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { deedsOf } from '../commands/deeds.ts';
import { isTold, writesIn } from '../commands/file-writes.ts';
import { isBuild, type SeenCommand, scriptsOf } from '../commands/seen-command.ts';
import { startFile } from '../commands/start-files.ts';

/** What commands write to files that run at boot or at every login. */
export const recogniseStartupFiles: Recognise = function* (script) {
  for (const { seen, path, text } of writesIn(script)) {
    const start = startFile(path, seen);
    const when = start && WHEN.get(start.kind);
    if (!start || when === undefined) continue;
    const [deed] = isTold(text) ? deedsIn(text, seen) : [];
    const isHost = start.owner === 'host';
    if (!deed && !isHost) continue;
    const rule = isHost ? 'malware/startup-file-on-host' : 'malware/startup-file-by-command';
    // Installers of node agents put units and profiles on the host.
    const weight = deed ? (isHost ? 'certain' : 'strong') : 'weak';
    if (isBuild(seen) && !deed) continue;
    const what = deed ? `a ${start.kind} that ${deed}` : `a ${start.kind}`;
    yield [seen, { rule, weight, family: 'persistence', does: `writes ${what} to /${path}, to be run ${when}` }];
  }
};

const WHEN: ReadonlyMap<string, string> = new Map([
  ['profile', 'at every login'],
  ['boot script', 'at every boot'],
  ['service', 'at every boot'],
]);

function deedsIn(text: string, { command }: SeenCommand): string[] {
  const script = text.slice(0, 65_536).replace(/^Exec[A-Za-z]{4,12}[ \t]{0,8}=[ \t]{0,8}[-@:+!]{0,5}/gm, '');
  const { commands } = readScript(script, { place: { field: 'job', decoded: [] } });
  return scriptsOf(commands.map((each) => ({ ...each, reach: command.reach, when: 'login' }))).flatMap((each) =>
    deedsOf({ ...each, writtenTo: 'profile' }),
  );
}

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
      falsePositives: 'Installers of node agents do so: without a hostile text it is a weak sign.',
      references: ['T1543.002', 'T1611', 'https://attack.mitre.org/techniques/T1543/002/'],
    },
  ],
  recognise: recogniseStartupFiles,
});
