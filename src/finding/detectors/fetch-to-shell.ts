import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { downloadsRun, tellDownload, weighDownload } from '../commands/downloads.ts';

/** Downloads that commands run. */
export const recogniseDownloads: Recognise = function* (script) {
  for (const run of downloadsRun(script)) {
    const weight = weighDownload(run, script);
    if (weight) yield [run.runner, tellDownload(run, weight)];
  }
};

export const fetchToShell = commandDetector({
  name: 'fetch-to-shell',
  rules: [
    {
      id: 'malware/fetch-to-shell',
      title: 'Download piped to a shell',
      meaning:
        'A script is fetched and run at once. Whoever holds the address decides what the container does, anew at every start; nothing of it can be found in the image.',
      severity: 'critical',
      falsePositives:
        'Installers of well-known vendors are fetched like this in builds all the time: a build step counts only where its source is a bare address or a file that is named like a picture. At run time, a script from a vendor over HTTPS is a weak sign; one from a bare address, over plain HTTP, from an odd port or under the name of a picture is proof.',
      references: ['T1105', 'T1059.004', 'https://attack.mitre.org/techniques/T1105/'],
    },
    {
      id: 'malware/fetch-and-run',
      title: 'Downloaded program started',
      meaning:
        'A program is fetched into a file, perhaps renamed, and started from there. It is not in the image, so no scan sees it.',
      severity: 'critical',
      falsePositives:
        'Game servers, plugin managers and CI agents download themselves when they start: from named hosts over HTTPS that is a weak sign.',
      references: ['T1105', 'https://attack.mitre.org/techniques/T1105/'],
    },
  ],
  recognise: recogniseDownloads,
});
