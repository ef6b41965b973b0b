import { FILE_KINDS, type LayerIndex, rowPath } from '../../filesystem/layer-index.ts';
import type { HistoryEntry, Image } from '../../image/image.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { copiedTextFile, lastInstruction } from '../tampering/history-words.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';

const PROGRAM_KINDS = new Set(['elf', 'script'].map((kind) => FILE_KINDS.indexOf(kind as 'elf')));
/** Builders whose histories do not tell of layers one by one. */
const OTHER_BUILDERS =
  /kaniko|buildah|bazel|jib|\bko\b|apko|nix|buildpacks|pack\b|img\b|umoci|imported from|merge sha256|squash|store paths/i;
const BARE_SHELL = /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|a)?sh(?: -[il]+)?$/;
const FIRST_REAL_TIME = Date.UTC(2000, 0, 1);
const TWO_DAYS = 2 * 86_400_000;

/** Images whose history, config and layers tell different stories. */
export const layerHistory: ImageDetector = {
  name: 'layer-history',
  rules: [
    {
      id: 'malware/undeclared-program',
      title: 'Program in a layer said to hold a text file',
      meaning: 'The history says that a layer brought one text file; it brought programs.',
      severity: 'medium',
      falsePositives: 'Told only where the history pairs with the layers and names one file. Weak by itself.',
      references: ['T1036'],
    },
    {
      id: 'integrity/undeclared-program',
      title: 'Program in a layer said to hold a text file',
      meaning: 'The history says that a layer brought one text file; it brought programs.',
      severity: 'medium',
      falsePositives: 'Told only where the history pairs with the layers and names one file.',
      references: ['T1036'],
    },
    {
      id: 'integrity/history-layers',
      title: 'History tells of other layers than there are',
      meaning: 'The history does not account for each layer, so nobody can tell what made it.',
      severity: 'low',
      falsePositives: 'Squashed images and builders other than Docker do so and are not told.',
      references: [],
    },
    {
      id: 'integrity/history-command',
      title: 'Image starts something else than its history says',
      meaning: 'The last ENTRYPOINT or CMD of the history is not what the image starts.',
      severity: 'low',
      falsePositives: 'Tools that edit an image’s config do so.',
      references: ['T1036'],
    },
    {
      id: 'integrity/committed-container',
      title: 'Layer made by hand in a running container',
      meaning: 'A layer was made with docker commit: no file says what was done.',
      severity: 'low',
      falsePositives: 'Imported images, and builders that leave the field empty, are not told.',
      references: [],
    },
    {
      id: 'integrity/newer-content',
      title: 'Content newer than the image',
      meaning: 'Programs of the image are newer than it says that it is itself.',
      severity: 'low',
      falsePositives: 'Reproducible builds, which give the image a fixed time, are not told.',
      references: ['T1070.006'],
    },
  ],
  *inspect({ image, layers }) {
    const { history } = image.config;
    if (history.length === 0) return;
    yield* undeclaredPrograms(image, layers);
    if (history.some(isOtherBuilders)) return;
    yield* otherLayers(image);
    yield* otherCommands(image);
    yield* committed(image);
    yield* newerContent(image, layers);
  },
};

function isOtherBuilders({ createdBy = '', comment = '', author = '' }: HistoryEntry): boolean {
  return (
    OTHER_BUILDERS.test(comment) ||
    OTHER_BUILDERS.test(author) ||
    /^(?:kaniko|bazel|jib|ko |apko|nix|Buildpacks)/i.test(createdBy)
  );
}

function* undeclaredPrograms({ layers: described }: Image, layers: readonly LayerIndex[]): Iterable<Clue | Finding> {
  for (const { index, createdBy = '' } of described) {
    const told = copiedTextFile(createdBy);
    const columns = layers[index]?.columns;
    if (told === undefined || !columns) continue;
    for (let row = 0; row < columns.count; row++) {
      if (!PROGRAM_KINDS.has(columns.kind[row] as number)) continue;
      const path = rowPath(columns, row);
      const kind = FILE_KINDS[columns.kind[row] as number] ?? 'elf';
      if (path === told && kind === 'script') continue;
      const evidence = { path, layer: index, excerpt: createdBy.slice(0, 200) };
      yield {
        rule: 'malware/undeclared-program',
        weight: 'weak',
        family: 'hiding',
        subject: path,
        evidence,
        reach: 'present',
        does: `came in a layer that is said to hold /${told} only`,
      };
      yield integrityFinding({
        rule: 'integrity/undeclared-program',
        about: `${index}`,
        severity: 'medium',
        title: `Layer ${index + 1} is said to bring /${told}, and brings the program /${path}`,
        evidence: [evidence],
        fix: 'Build the image anew from its source, and compare.',
      });
      break;
    }
  }
}

function* otherLayers({ problems, layers, config }: Image): Iterable<Finding> {
  const problem = problems.find(
    ({ code, message }) => code === 'inconsistent-image' && message.startsWith('The history'),
  );
  if (!problem || layers.length < 2) return;
  yield integrityFinding({
    rule: 'integrity/history-layers',
    about: 'history',
    severity: 'low',
    title: `The history tells of ${config.history.filter(({ emptyLayer }) => !emptyLayer).length} layers, the image has ${layers.length}`,
    evidence: [{ field: 'history', excerpt: problem.message.slice(0, 200) }],
    fix: 'Build the image anew from its source, and compare.',
  });
}

function* otherCommands({ config }: Image): Iterable<Finding> {
  const entrypoint = lastInstruction(config.history, 'ENTRYPOINT');
  const command = lastInstruction(config.history, 'CMD');
  // A later ENTRYPOINT takes the CMD of the base away.
  const isOverruled = command !== undefined && entrypoint !== undefined && entrypoint.index > command.index;
  for (const [field, told, is] of [
    ['config.entrypoint', entrypoint, config.entrypoint],
    ['config.cmd', isOverruled ? undefined : command, config.cmd],
  ] as const) {
    if (!told || is === undefined || told.words.join('\0') === is.join('\0') || hasVariables(told.words)) continue;
    yield integrityFinding({
      rule: 'integrity/history-command',
      about: field,
      severity: 'low',
      title: `The image starts something else than step ${told.index + 1} of its history says`,
      evidence: [
        { field, excerpt: JSON.stringify(is).slice(0, 200) },
        { field: `history[${told.index}]`, excerpt: JSON.stringify(told.words).slice(0, 200) },
      ],
      fix: 'Build the image anew from its source, and compare.',
    });
  }
}

function hasVariables(words: readonly string[]): boolean {
  return words.some((word) => word.includes('$'));
}

function* committed({ config }: Image): Iterable<Finding> {
  for (const [index, { createdBy = '', comment = '', created, emptyLayer }] of config.history.entries()) {
    if (emptyLayer || index === 0 || comment !== '' || timeOf(created) < FIRST_REAL_TIME) continue;
    // Buildah writes /bin/sh where it was told nothing.
    if (createdBy !== '' && (createdBy === '/bin/sh' || !BARE_SHELL.test(createdBy))) continue;
    yield integrityFinding({
      rule: 'integrity/committed-container',
      about: `${index}`,
      severity: 'low',
      title: `Step ${index + 1} of the history says ${createdBy === '' ? 'nothing of what was done' : `only ${createdBy}`}`,
      evidence: [{ field: `history[${index}]`, excerpt: createdBy || 'empty created_by' }],
      fix: 'Build images from a Dockerfile, so that everyone can read what is in them.',
    });
  }
}

function* newerContent({ config }: Image, layers: readonly LayerIndex[]): Iterable<Finding> {
  const created = timeOf(config.created);
  const steps = config.history.filter(({ emptyLayer }) => !emptyLayer).map(({ created: time }) => timeOf(time));
  // Fixed times are no times: all steps, or all that somebody added to a base, bear the same one.
  if (created < FIRST_REAL_TIME || steps.length < 2 || new Set(steps.slice(-3)).size < 2) return;
  for (const [index, { columns }] of layers.entries()) {
    for (let row = 0; row < columns.count; row++) {
      const time = (columns.mtime[row] as number) * 1000;
      if (time <= created + TWO_DAYS || !PROGRAM_KINDS.has(columns.kind[row] as number)) continue;
      const path = rowPath(columns, row);
      const [is, says] = [time, created].map((each) =>
        Math.abs(each) < 8.64e15 ? new Date(each).toISOString() : `${each}`,
      );
      yield integrityFinding({
        rule: 'integrity/newer-content',
        about: 'image',
        severity: 'low',
        title: `/${path} is newer than the image says it is itself`,
        evidence: [{ path, layer: index, excerpt: `${is}, the image ${says}` }],
        fix: 'Ask the maker how the image was built.',
      });
      return;
    }
  }
}

function timeOf(text: string | undefined): number {
  const time = Date.parse(text ?? '');
  return Number.isFinite(time) ? time : 0;
}
