import type { ImageDetector } from '../detector.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';

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
        'Removing and upgrading packages takes or replaces their files, too, and is not told. Weak by itself.',
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
  *inspect({ problems = [] }) {
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
