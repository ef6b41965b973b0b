import type { Reach } from '../../behavior/reach.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector, NotedFile } from '../detector.ts';
import { hiddenExtension, isMediaName, isPlainTextName } from '../tampering/file-extensions.ts';
import { isInLanguageFolder, isSample } from '../tampering/places.ts';
import { surveyPrograms } from '../tampering/programs.ts';

const EXECUTE = 0o111;

/** Programs whose names say that they are something else. */
export const disguisedPrograms: ImageDetector = {
  name: 'disguised-programs',
  rules: [
    {
      id: 'malware/program-as-document',
      title: 'Program under the name of a picture or document',
      meaning: 'Its name says picture, sound or document, its bytes are a program or a script.',
      severity: 'high',
      falsePositives: 'Samples and test data, and files of packages, are not told; scripts under .txt are ordinary.',
      references: ['T1036.008'],
    },
    {
      id: 'malware/double-extension',
      title: 'Program with a double extension',
      meaning: 'The name of a program pretends to be that of a picture or document.',
      severity: 'medium',
      falsePositives: 'Only names that end in an extension of a program after one of a document count.',
      references: ['T1036.007'],
    },
  ],
  *inspect(subject) {
    for (const program of surveyPrograms(subject).unowned) {
      yield* judge({ ...program, reach: subject.startup.reach.get(program.path) ?? 'present' });
    }
    for (const file of subject.hiddenFiles()) {
      if (['elf', 'script', 'pe', 'macho'].includes(file.kind)) yield* judge(file);
    }
  },
};

function* judge(file: Pick<NotedFile, 'path' | 'kind' | 'layer' | 'mode'> & { readonly reach: Reach }): Iterable<Clue> {
  const { path, kind, layer, mode, reach } = file;
  if (isSample(path) || isInLanguageFolder(path)) return;
  const what = kind === 'script' ? 'a script' : 'a program';
  const shared = {
    family: 'masquerade',
    subject: path,
    evidence: { path, layer, excerpt: `${what}, mode ${(mode & 0o7777).toString(8).padStart(4, '0')}` },
    reach,
  } as const;
  if (isMediaName(path)) {
    yield {
      ...shared,
      rule: 'malware/program-as-document',
      weight: 'strong',
      does: `is ${what} under the name of a document`,
    };
  } else if (isPlainTextName(path) && (kind === 'elf' || (kind === 'script' && (mode & EXECUTE) !== 0))) {
    const weight = kind === 'elf' ? 'strong' : 'weak';
    yield { ...shared, rule: 'malware/program-as-document', weight, does: `is ${what} under the name of a text` };
  }
  const extension = hiddenExtension(path);
  if (extension !== undefined) {
    const weight = /^(?:py|pl)$/.test(extension) ? 'weak' : 'strong';
    yield {
      ...shared,
      rule: 'malware/double-extension',
      weight,
      does: `is ${what} whose name pretends to be a document’s`,
    };
  }
}
