import { limits } from '../base/limits.ts';
import { bounded, type FilePattern, glob, kind, type PatternBounds } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import type { ImageConfig } from '../image/image.ts';
import { createScriptReader } from './evaluated-script.ts';
import type { Call, PlanFiles } from './launcher.ts';
import { at } from './launchers/at.ts';
import { cron } from './launchers/cron.ts';
import { launchers } from './launchers/index.ts';
import { logins } from './launchers/logins.ts';
import { LINKER_FILES } from './libraries.ts';
import { loginPatterns } from './login-files.ts';
import { pathFrom } from './paths.ts';
import { createPlanFiles } from './plan-files.ts';
import { createPlanRecord } from './plan-record.ts';
import type { PlanStep, StartupPlan } from './startup-plan.ts';
import { createWalk, type Walk } from './walk.ts';
import type { Frame } from './walk-step.ts';
import { splitWords } from './words.ts';

const DORMANT = [
  { launcher: cron, name: 'cron' },
  { launcher: at, name: 'atd' },
  { launcher: logins, name: 'login' },
];
/** Enough for a table, its lines and the scripts they name: following all of Debian's own took a second. */
const DORMANT_DEPTH = limits.planDepth - 3;
const LIBRARY_FOLDERS = [
  'node_modules',
  'site-packages',
  'dist-packages',
  'usr/share/doc',
  'usr/share/perl',
  'usr/share/perl5',
  'usr/lib/python3',
  'usr/lib/ruby',
  'usr/share/ruby',
  'usr/include',
  '__pycache__',
  'vendor',
  'gems',
];
const LONGEST_SCRIPT = 128 * 1024;
const LONGEST_SOURCE = 64 * 1024;

const DISGUISED: PatternBounds = {
  largest: LONGEST_SOURCE,
  outside: [...LIBRARY_FOLDERS, 'usr/lib', 'usr/share', 'usr/local/lib', 'usr/local/share', 'lib', 'opt/java'],
  kinds: ['text', 'script'],
};

/** Scripts that may be started, as far as they are small. */
export const scriptFiles: readonly FilePattern[] = [
  bounded(kind('script'), { largest: LONGEST_SCRIPT, outside: LIBRARY_FOLDERS }),
  bounded(glob('**/*.{sh,bash,py,js,mjs,cjs,rb,pl,php}'), {
    largest: LONGEST_SOURCE,
    outside: [...LIBRARY_FOLDERS, 'usr/lib', 'usr/share', 'usr/local/lib', 'lib', 'opt/java'],
  }),
  bounded(glob('**/{*entrypoint*,run,start,init,bootstrap}'), { largest: LONGEST_SOURCE, outside: LIBRARY_FOLDERS }),
  // Texts that pretend to be something else, and texts where nobody keeps any.
  bounded(glob('**/*.{jpg,jpeg,png,gif,bmp,ico,pdf,mp3,mp4,avi,ttf,woff,css,dat,bin,tmp,log,txt}'), DISGUISED),
  bounded(glob('{tmp,var/tmp,dev,run,root,home/*}/**'), DISGUISED),
  bounded(glob('**/.*'), DISGUISED),
  bounded(glob('{opt,srv,mnt,media,usr/local,usr/games}/*'), DISGUISED),
];

/** Files that a startup plan may read, for the pass to keep: small scripts, and the tables of every launcher. */
export const startupFiles: readonly FilePattern[] = [
  ...scriptFiles,
  ...LINKER_FILES.map((path) => glob(path)),
  ...loginPatterns,
  ...launchers.flatMap(({ reads }) => reads),
];

export interface PlanSources {
  readonly config: ImageConfig;
  readonly tree: FileTree;
  /** Is the file as the distribution made it? What such files would do, were their server started, is not told. */
  readonly isKnown?: (path: string) => boolean;
}

/** What a container of the image would do when it starts. */
export function planStartup({ config, tree, isKnown = () => false }: PlanSources): StartupPlan {
  const record = createPlanRecord();
  let isDormant = false;
  const files = createPlanFiles(tree, {
    onOver: record.unknown,
    mayRead: (path) => !isDormant || !isKnown(path),
  });
  const walk = createWalk({ files, launchers, readScript: createScriptReader(), record });
  const frame = firstFrame(config);
  const steps = [
    ...mainStep(config, walk, frame),
    ...healthStep(config, walk, frame),
    ...buildSteps(config, walk, frame),
  ];
  isDormant = true;
  record.aside(() => readDormant(walk, { ...frame, reach: 'present', depth: DORMANT_DEPTH }, files));
  for (const [name, values] of [
    ['env', config.env],
    ['volumes', config.volumes],
  ] as const)
    for (const value of values) record.mention(value, [], { field: `config.${name}`, line: 1, decoded: [] });
  return { steps, ...record.finish() };
}

/** Tables of servers that nobody was seen to start: what they would run is told among the commands, as `present`. */
function readDormant(walk: Walk, frame: Frame, files: PlanFiles): void {
  for (const { launcher, name } of DORMANT) {
    const call: Call = { name, path: name, calledPath: name, words: [], env: frame.env, folder: '', files };
    walk.consequences(launcher.follow(call), frame, { cause: 'service' });
  }
}

function firstFrame({ env, workingDir, user }: ImageConfig): Frame {
  const variables = env.map((line): [string, string] => {
    const equals = line.indexOf('=');
    return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
  });
  return {
    env: new Map(variables),
    folder: pathFrom('', workingDir ?? ''),
    ...(user ? { user } : {}),
    when: 'start',
    reach: 'started',
    depth: 0,
  };
}

/** The entrypoint with the command behind it, as runtimes join them. */
function mainStep(config: ImageConfig, walk: Walk, frame: Frame): PlanStep[] {
  const entrypoint = config.entrypoint ?? [];
  const words = [...entrypoint, ...(config.cmd ?? [])];
  if (words.length === 0) return [];
  const cause = entrypoint.length > 0 ? 'entrypoint' : 'cmd';
  const place = { field: `config.${cause}`, line: 1, decoded: [] };
  return [walk.program(words, frame, { cause, place, user: config.user || 'root' })];
}

function healthStep({ healthcheck, shell }: ImageConfig, walk: Walk, above: Frame): PlanStep[] {
  const [kindOfTest, ...words] = healthcheck?.test ?? [];
  const frame: Frame = { ...above, when: 'health' };
  const origin = { cause: 'healthcheck', place: { field: 'config.healthcheck', line: 1, decoded: [] } } as const;
  if (kindOfTest === 'CMD' && words.length > 0) return [walk.program(words, frame, origin)];
  if (kindOfTest !== 'CMD-SHELL' || words[0] === undefined) return [];
  return [walk.program([...(shell ?? ['/bin/sh', '-c']), words[0]], frame, origin)];
}

/** What a build that starts from this image would run: told, but never started here. */
function buildSteps({ onBuild, shell }: ImageConfig, walk: Walk, above: Frame): PlanStep[] {
  const frame: Frame = { ...above, when: 'build', reach: 'referenced' };
  return onBuild.flatMap((line, index) => {
    const run = /^\s*RUN\s+(.*)$/is.exec(line)?.[1];
    const origin = { cause: 'onbuild', place: { field: `config.onBuild[${index}]`, line: 1, decoded: [] } } as const;
    if (run === undefined) return [];
    const listed = /^\[.*\]$/s.test(run.trim());
    const words = listed ? splitWords(run.trim().slice(1, -1).replaceAll(',', ' ')) : [];
    return [walk.program(listed ? words : [...(shell ?? ['/bin/sh', '-c']), run], frame, origin)];
  });
}
