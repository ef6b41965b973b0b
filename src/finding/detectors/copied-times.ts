import { FILE_TYPES } from '../../filesystem/layer-index.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import { programClue } from '../tampering/integrity-clue.ts';
import { isTarget } from '../tampering/names.ts';
import { isInProgramFolder } from '../tampering/places.ts';
import { type Program, surveyPrograms } from '../tampering/programs.ts';

const FILE = FILE_TYPES.indexOf('file');
/** Reproducible builds give all files the same time, or none. */
const FIRST_REAL_TIME = Date.UTC(1990, 0, 1) / 1000;
const DAY = 86_400;
/** Files of the lower layer that a time may be taken from: `touch -r` is used with these. */
const REFERENCES = [
  'bin/ls',
  'usr/bin/ls',
  'bin/sh',
  'bin/bash',
  'usr/bin/bash',
  'bin/cat',
  'usr/bin/cat',
  'bin/busybox',
];

/** Programs whose time was set to that of the system’s own. */
export const copiedTimes: ImageDetector = {
  name: 'copied-times',
  rules: [
    {
      id: 'malware/copied-time',
      title: 'Time copied from a system program',
      meaning:
        'A program that a later layer brought has the time of a program of the base, to the second, and its neighbours do not.',
      severity: 'low',
      falsePositives: 'Reproducible builds, where all files of a layer have one time, are not told. Weak by itself.',
      references: ['T1070.006'],
    },
  ],
  *inspect(subject) {
    const suspects = [...surveyPrograms(subject).unowned, ...surveyPrograms(subject).modified].filter(
      ({ path, name, layer, mtime, kind, claim }) =>
        layer > 0 &&
        mtime >= FIRST_REAL_TIME &&
        mtime % DAY !== 0 &&
        kind === 'elf' &&
        (isInProgramFolder(path) || (claim === 'modified' && isTarget(name))),
    );
    if (suspects.length === 0) return;
    const times = referenceTimes(subject);
    for (const program of suspects) yield* judge(program, subject, times);
  },
};

function* judge(program: Program, subject: DetectorSubject, times: ReadonlyMap<number, string>): Iterable<Clue> {
  const reference = times.get(program.mtime);
  if (reference === undefined || reference === program.path || !isRareTime(program, subject)) return;
  yield programClue(subject, program, {
    rule: 'malware/copied-time',
    weight: 'weak',
    family: 'hiding',
    excerpt: `the time of /${reference}: ${new Date(program.mtime * 1000).toISOString()}`,
    does: `bears the time of /${reference}, as if it had come with it`,
  });
}

function referenceTimes({ layers }: DetectorSubject): ReadonlyMap<number, string> {
  const [base] = layers;
  const times = new Map<number, string>();
  if (!base) return times;
  const wanted = new Set(REFERENCES.map((path) => Buffer.byteLength(path)));
  const { columns } = base;
  for (let row = 0; row < columns.count; row++) {
    const length = columns.pathLength[row] as number;
    if (columns.type[row] !== FILE || !wanted.has(length)) continue;
    const start = columns.pathStart[row] as number;
    const path = Buffer.from(columns.pool.subarray(start, start + length)).toString('latin1');
    if (REFERENCES.includes(path)) times.set(columns.mtime[row] as number, path);
  }
  return times;
}

/** Do other files of the layer have other times? */
function isRareTime({ layer, mtime }: Program, { layers }: DetectorSubject): boolean {
  const columns = layers[layer]?.columns;
  if (!columns) return false;
  let same = 0;
  let other = 0;
  for (let row = 0; row < columns.count; row++) {
    if (columns.type[row] !== FILE) continue;
    if (columns.mtime[row] === mtime) same++;
    else other++;
  }
  return same <= 2 && other > 0;
}
