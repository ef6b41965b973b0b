import { noted } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { CLASSIFIER, CLASSIFIER_TAP, type Classified, classifiedAs, classifierTap } from '../binary-classifier.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { cpeOf } from '../classifiers/cpe.ts';
import { declaredWord } from '../declared.ts';
import { executableFacts, executableTap } from '../executable-facts.ts';
import { folderOf } from '../folder-path.ts';

/** Software that no package manager installed, recognised by a file's name and bytes. */
export const binaryClassifier: Cataloger = {
  name: CLASSIFIER,
  version: 1,
  reads: [noted(CLASSIFIER_TAP)],
  taps: [classifierTap, executableTap],
  *catalog(file, tree) {
    const classified = classifiedAs(file);
    const version = declaredWord(classified?.version);
    if (!classified || !version || isDescribedBeside(file.path, classified, tree)) return;
    // The cataloger of Go programs knows what this one is, and asks for this version when it needs it.
    if (classified.classifier.package?.type === 'golang' && executableFacts(file)?.go) return;
    yield packageOf(classified, version);
  },
};

function isDescribedBeside(path: string, { classifier }: Classified, tree: FileTree): boolean {
  return (classifier.unlessBeside ?? []).some((beside) => {
    const steps = beside.split('/');
    let folder = folderOf(path);
    while (steps[0] === '..') {
      steps.shift();
      folder = folderOf(folder);
    }
    return tree.resolve([folder, ...steps].filter((part) => part !== '').join('/'))?.type === 'file';
  });
}

function packageOf({ classifier }: Classified, version: string): FoundPackage {
  const { type = 'generic', namespace, name = classifier.name } = classifier.package ?? {};
  return {
    type,
    ...(namespace ? { namespace } : {}),
    name,
    version: type === 'golang' ? `v${version}` : version,
    ...(classifier.cpes.length > 0 ? { cpes: classifier.cpes.map((product) => cpeOf(product, version)) } : {}),
  };
}
