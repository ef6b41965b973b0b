import { glob } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector, Rule } from '../detector.ts';
import { reachThrough, signClues } from '../persistence/clue-of.ts';
import { variableSigns } from '../persistence/environment.ts';
import { type HookPlace, hookPlaces } from '../persistence/hooks.ts';
import { pythonStartupSign } from '../persistence/python-startup.ts';
import { createJobReader } from '../persistence/read-job.ts';
import { type ConfigurationText, changedTexts, textTap } from '../persistence/text-tap.ts';

const falsePositives =
  'Files as a package of the distribution installed them are not told; of others, only what downloads and runs code, opens a shell to a remote host, hides what it runs, or runs it out of a temporary or hidden place. Settings of PATH and prompts, version managers and completions are silent.';

const rules: readonly Rule[] = [
  {
    id: 'malware/git-hook',
    title: 'Backdoor in git hooks or settings',
    meaning: 'A hook or setting of git runs foreign code whenever git is used in the container.',
    severity: 'high',
    falsePositives,
    references: ['T1546'],
  },
  {
    id: 'malware/interpreter-variable',
    title: 'Code forced into programs by a variable',
    meaning:
      'A variable of the image (BASH_ENV, PROMPT_COMMAND, NODE_OPTIONS, PYTHONSTARTUP, PERL5OPT, …) has shells or interpreters run code out of a temporary or hidden place.',
    severity: 'high',
    falsePositives: 'Agents and settings in ordinary places are not told.',
    references: ['T1546.004', 'T1574'],
  },
  {
    id: 'malware/login-script',
    title: 'Backdoor in a login script',
    meaning: 'A script that shells read when somebody logs in runs foreign code.',
    severity: 'high',
    falsePositives,
    references: ['T1546.004', 'https://attack.mitre.org/techniques/T1546/004/'],
  },
  {
    id: 'malware/package-manager-hook',
    title: 'Backdoor in package manager hooks',
    meaning: 'A setting of apt, dpkg, pacman, dnf or apk runs foreign code whenever packages are installed.',
    severity: 'high',
    falsePositives,
    references: ['T1546.016', 'https://attack.mitre.org/techniques/T1546/016/'],
  },
  {
    id: 'malware/python-startup-hook',
    title: 'Backdoor in Python start-up files',
    meaning:
      'A .pth file, sitecustomize or usercustomize runs foreign code whenever Python starts, whatever program it is started for.',
    severity: 'critical',
    falsePositives:
      'The lines that setuptools, editable installs, coverage, namespace packages and tracing agents write only import modules and are not told.',
    references: ['T1546.018', 'https://attack.mitre.org/techniques/T1546/018/'],
  },
  {
    id: 'malware/service-persistence',
    title: 'Backdoor installed as a service',
    meaning:
      'A unit, init script, device rule or desktop entry has foreign code run when the system starts or something happens.',
    severity: 'high',
    falsePositives,
    references: ['T1543.002', 'T1037.004', 'T1546.017', 'T1547.013'],
  },
];

const files = textTap({
  name: 'startup-hooks',
  version: 1,
  reads: [...hookPlaces.flatMap(({ reads }) => reads), glob('**/*.pth'), glob('**/{sitecustomize,usercustomize}.py')],
  wants: (text, path) =>
    path.endsWith('.pth') ? /^import[ \t]/m.test(text) : !VENDOR_UNIT.test(path) || STARTS_SHELL.test(text),
});

/** A system has hundreds of units, of which few start more than their own program. */
const VENDOR_UNIT = /^(?:usr\/)?lib\/(?:systemd|udev)\//;
const STARTS_SHELL =
  /\/(?:ba|da|z)?sh\b|\b(?:python|perl|ruby|node|php|curl|wget|nc|ncat|socat|busybox)\b|\/tmp\/|\/dev\/shm\/|\/\.|LD_/;

/** What runs by itself when somebody logs in, a service starts, or a tool is used. */
export const startupHooks: ImageDetector = {
  name: 'startup-hooks',
  taps: [files],
  rules,
  *inspect(subject) {
    const reader = createJobReader(subject);
    for (const found of changedTexts(subject, files)) {
      const { path } = found.file;
      if (ASIDE.test(`/${path}`) && !path.endsWith('.pth')) continue;
      if (/\.pth$|(?:site|user)customize\.py$/.test(path)) yield* pythonClues(found);
      else {
        const place = hookPlaces.find(({ paths }) => paths.test(path));
        if (place) yield* hookClues(subject, found, { place, reader });
      }
    }
    yield* variableSigns(subject.image.config.env, 'malware/interpreter-variable', reader);
  },
};

const ASIDE =
  /\/(?:usr\/share\/(?!git-core|libalpm|pam)|docs?|examples?|tests?|testdata|fixtures|node_modules|dist-packages)\//;

function* hookClues(
  { startup }: DetectorSubject,
  { file, text }: ConfigurationText,
  { place, reader }: { readonly place: HookPlace; readonly reader: ReturnType<typeof createJobReader> },
): Iterable<Clue> {
  const { rule, when, cause, runners } = place;
  for (const job of place.jobs(text))
    for (const sign of reader.read(job, file.path))
      yield* signClues(file, sign, {
        rule,
        excerpt: sign.excerpt,
        when,
        reach: reachThrough(runners, { startup, file }),
        does: cause === undefined ? sign.does : `${sign.does}, ${cause}`,
      });
}

function* pythonClues({ file, text }: ConfigurationText): Iterable<Clue> {
  const sign = pythonStartupSign(text, file.path);
  if (!sign) return;
  yield* signClues(
    file,
    { ...sign, weight: 'strong' },
    {
      rule: 'malware/python-startup-hook',
      excerpt: sign.excerpt,
      when: 'start',
      does: `${sign.does} whenever Python starts`,
    },
  );
}
