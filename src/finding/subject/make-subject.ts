import { FormatError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { Problem } from '../../base/problem.ts';
import { scriptFiles } from '../../behavior/plan-startup.ts';
import type { StartupPlan } from '../../behavior/startup-plan.ts';
import { type FileEntry, type KeptFile, noted } from '../../filesystem/file.ts';
import { compilePatterns } from '../../filesystem/patterns.ts';
import { createProblemList } from '../../filesystem/problem-list.ts';
import type { FileSystem } from '../../filesystem/read-file-system.ts';
import type { Image } from '../../image/image.ts';
import type { TakenInventory } from '../../inventory/inventory.ts';
import { CONTENT_TAP, type ContentNote } from '../content/content-tap.ts';
import type { DetectorSubject, NotedFile } from '../detector.ts';
import { MOST_HISTORY } from '../history/read-history.ts';
import type { ProgramText } from '../program-text.ts';
import { type DormantScript, gatherCommands } from './gather-commands.ts';
import { nearestFirst, programsInCommands } from './gather-programs.ts';
import { mayBeScript, scriptLanguage } from './script-language.ts';

export interface SubjectSources {
  readonly image: Image;
  readonly files: FileSystem;
  readonly taken: TakenInventory;
  readonly startup: StartupPlan;
}

/** Shell scripts that no package owns and nothing starts: more of them are left out. */
const MOST_DORMANT = 2_000;
/** Package managers run these while they install, and never in a container that nobody changes. */
const MAINTAINER_SCRIPT = /^(?:var\/lib\/dpkg\/info|lib\/apk\/db|usr\/lib\/apk\/db|var\/lib\/opkg\/info)\//;
/** Scripts that sleep are many, and following them costs: one that speaks of none of this does no harm that we know. */
const MAY_HARM =
  /\b(?:curl|wget|aria2c?|lwp-download|ftpget|tftp|base64|xxd|openssl|n?cat -[a-z]*[ec]|nc|ncat|netcat|socat|telnet|crontabs?|mkfifo|nsenter|chroot|docker|insmod|modprobe|chattr|eval|nohup|setsid|pkill|killall|masscan|zmap|useradd|usermod|chpasswd|python[23]?|perl|php|ruby|node)\b|\/dev\/(?:tcp|udp)\/|cron\.|authorized_keys|preload|release_agent|core_pattern|stratum|miner|xmr|rx\/0|donate-level|monero|kworker|hugepages|sudoers|\/etc\/(?:passwd|shadow)|\.service\b|\/mnt\/|\/host\/|\/proc\/1\//i;
/** Of texts whose name and first line do not say what they are. */
const LIKE_SHELL =
  /(?:^|[\n;|&])[ \t]*(?:curl|wget|echo|export|chmod|nohup|mkdir|rm|ps|pkill|crontab|if \[|for \w+ in)[ \t]/;

/** The finished picture, as detectors see it. */
export function makeSubject({ image, files, taken, startup }: SubjectSources): DetectorSubject {
  const { tree, layers } = files;
  const { inventory, ownership } = taken;
  const visible = (entry: FileEntry): NotedFile => {
    const claim = ownership.claimOf(entry.path);
    const owner = claim ? ownership.ownerOf(entry.path)?.purl : undefined;
    return {
      ...entry,
      hidden: false,
      reach: startup.reach.get(entry.path) ?? 'present',
      ...(claim ? { claim } : {}),
      ...(owner ? { owner } : {}),
    };
  };
  const hidden = (): Iterable<NotedFile & KeptFile> => mapEach(files.hidden(limits.hiddenFiles), asHidden);
  const omissions = new Map<string, Problem>();
  const leaveOut = (problem: Problem): void => {
    omissions.set(`${problem.code} ${problem.path} ${problem.layer} ${problem.message}`, problem);
  };
  if (image.config.history.length > MOST_HISTORY)
    leaveOut({ code: 'over-limit', message: `only the first ${MOST_HISTORY} build steps were looked at` });
  const scripts = readScripts();
  const commands = gatherCommands({
    config: image.config,
    startup,
    dormant: scripts.dormant,
    leaveOut: (message) => leaveOut({ code: 'over-limit', message }),
  });
  return {
    image,
    layers,
    tree,
    inventory,
    ownership,
    startup,
    commands,
    programs: nearestFirst([...programsInCommands(commands), ...scripts.programs], tooManyTexts),
    problems: [...files.problems, ...taken.problems],
    leaveOut,
    leftOut() {
      const list = createProblemList();
      for (const problem of omissions.values()) list.add(problem);
      return list.finish();
    },
    file(path) {
      const entry = tree.get(path);
      return entry ? visible(entry) : undefined;
    },
    hiddenFiles: hidden,
    notes: notedFiles,
  };

  /** Sorts the scripts of all layers into shell scripts that sleep and programs in other languages. */
  function readScripts(): { dormant: DormantScript[]; programs: ProgramText[] } {
    const dormant: DormantScript[] = [];
    const programs: ProgramText[] = [];
    let left: number = limits.programTexts;
    const takeText = (file: NotedFile, text: string): void => {
      left -= text.length;
      const language = scriptLanguage(file.path, text) ?? (LIKE_SHELL.test(text) ? 'shell' : undefined);
      const place = { path: file.path, line: 1, decoded: [] };
      if (language === 'shell') {
        if (isNear(file) || !MAY_HARM.test(text)) return;
        if (dormant.length >= MOST_DORMANT) return tooManyTexts();
        const reach = file.hidden ? 'hidden' : file.reach === 'referenced' ? 'referenced' : 'present';
        dormant.push({ path: file.path, text, reach });
      } else if (language) programs.push({ language, text, place, reach: file.reach, when: 'start' });
    };
    const take = (file: NotedFile & KeptFile): void => {
      if (!mayBeScript(file.kind) || MAINTAINER_SCRIPT.test(file.path) || (file.claim === 'owned' && !isNear(file)))
        return;
      if (left < 0) return tooManyTexts();
      const text = textOf(file);
      if (text !== undefined) takeText(file, text);
    };
    for (const file of tree.kept(scriptFiles)) take({ ...file, ...visible(file) });
    const wanted = compilePatterns(scriptFiles);
    for (const file of hidden()) if (wanted.matches(file)) take(file);
    for (const { file, note } of notedFiles(CONTENT_TAP)) {
      const { hits } = note as unknown as ContentNote;
      for (const { text } of hits) {
        if (text !== undefined && left < 0) tooManyTexts();
        else if (text !== undefined) takeText(file, text);
      }
    }
    return { dormant, programs };
  }

  function tooManyTexts(): void {
    leaveOut({ code: 'content-over-limit', message: 'there are too many scripts and programs to read all' });
  }

  function* notedFiles(tap: string): Iterable<{ file: NotedFile; note: Json }> {
    for (const file of tree.kept([noted(tap)])) {
      const note = file.note(tap);
      if (note !== undefined) yield { file: visible(file), note };
    }
    if (!layers.some(({ notes }) => notes.some((note) => note.tap === tap))) return;
    for (const file of hidden()) {
      const note = file.note(tap);
      if (note !== undefined) yield { file, note };
    }
  }
}

function isNear({ reach }: NotedFile): boolean {
  return reach === 'started' || reach === 'loaded';
}

function asHidden(file: KeptFile): NotedFile & KeptFile {
  return { ...file, hidden: true, reach: 'hidden' };
}

function* mapEach<Item, Result>(items: Iterable<Item>, change: (item: Item) => Result): Iterable<Result> {
  for (const item of items) yield change(item);
}

function textOf(file: KeptFile | undefined): string | undefined {
  try {
    return file && mayBeScript(file.kind) && file.size <= limits.planFile ? file.text() : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
