import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { findEditedManifests } from '../tampering/edited-manifests.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';
import { isTarget } from '../tampering/names.ts';

const MOST_EVIDENCE = 20;

/** Package databases that no longer tell of what is there. */
export const packageDatabase: ImageDetector = {
  name: 'package-database',
  rules: [
    {
      id: 'malware/edited-package-database',
      title: 'Package database edited',
      meaning:
        'A layer took packages out of their database and left their files, or changed files that the database goes on vouching for.',
      severity: 'medium',
      falsePositives:
        'Removing and upgrading packages takes or replaces their files, too, and is not told; nor are other checksums with another version.',
      references: ['T1565.001', 'T1070'],
    },
    {
      id: 'integrity/package-database-edited',
      title: 'Package database edited by a later layer',
      meaning: 'The list of what is installed no longer tells of all that is.',
      severity: 'medium',
      falsePositives: 'Slim images remove the whole database: that is told at low severity.',
      references: ['T1565.001'],
    },
  ],
  *inspect(subject) {
    yield* editedChecksums(subject);
    const { problems = [] } = subject;
    for (const { code, path = '', layer = 0, message } of problems) {
      if (code !== 'package-database-rewritten' && code !== 'package-database-removed') continue;
      const isRemoved = code === 'package-database-removed';
      yield integrityFinding({
        rule: 'integrity/package-database-edited',
        about: `${path} ${layer}`,
        severity: isRemoved ? 'low' : 'medium',
        title: isRemoved
          ? `The package database /${path} was removed, the packages were not`
          : `Packages were taken out of the database /${path}, and their files were left`,
        evidence: [{ path, layer, excerpt: message.slice(0, 200) }],
        fix: 'Remove packages with their package manager; keep the database, or scanners cannot judge the image.',
      });
      if (isRemoved) continue;
      yield {
        rule: 'malware/edited-package-database',
        weight: 'weak',
        family: 'hiding',
        subject: path,
        evidence: { path, layer, excerpt: message.slice(0, 200) },
        reach: 'present',
        does: 'no longer names packages whose files are there',
      };
    }
  },
};

function* editedChecksums(subject: DetectorSubject): Iterable<Clue | Finding> {
  const edits = findEditedManifests(subject);
  for (const { path, package: name, version, layer, before, after } of edits) {
    const file = subject.tree.resolve(path);
    if (file?.type !== 'file' || !isTarget(path.slice(path.lastIndexOf('/') + 1))) continue;
    yield {
      rule: 'malware/edited-package-database',
      weight: 'strong',
      family: 'tampering',
      subject: file.path,
      evidence: { path: file.path, layer, excerpt: `${before} became ${after}, still ${name} ${version}` },
      reach: subject.startup.reach.get(file.path) ?? 'present',
      does: `was replaced together with its checksum, while the database still says ${name} ${version}`,
    };
  }
  const [first] = edits;
  if (!first) return;
  yield integrityFinding({
    rule: 'integrity/package-database-edited',
    about: 'checksums',
    severity: 'high',
    title: `The package database vouches for other files of ${first.package} ${first.version} than it did before`,
    evidence: edits.slice(0, MOST_EVIDENCE).map(({ path, layer, before, after }) => ({
      path,
      layer,
      excerpt: `${before} became ${after}`,
    })),
    fix: 'Take the package from its distribution anew, and compare.',
  });
}
