import { asList, asNumber, asText } from '../../base/json.ts';
import type { FileDetector } from '../detector.ts';
import type { Evidence } from '../finding.ts';
import { secretFileReaders } from '../secrets/files/index.ts';
import { isSystemPlace } from '../secrets/public-place.ts';
import { isSecretFile, noteSecrets } from '../secrets/read-secret-file.ts';
import { secretFinding, secretRule } from '../secrets/secret-rules.ts';

/** Secrets in files that hold them by their purpose: `.npmrc`, `.netrc`, kubeconfigs, settings, histories. */
export const secretFiles: FileDetector = {
  name: 'secret-files',
  rules: secretFileReaders.map(({ kind }) => secretRule(kind)),
  tap: { name: 'secret-files', version: 1, wants: isSecretFile, examine: noteSecrets },
  *read(note, file) {
    if (file.claim === 'owned' || (file.hidden && isSystemPlace(file.path))) return;
    const evidence = new Map<string, Evidence[]>();
    for (const entry of asList(note)) {
      const [name, line, shown] = asList(entry);
      const rule = asText(name) ?? '';
      evidence.set(rule, [
        ...(evidence.get(rule) ?? []),
        {
          path: file.path,
          layer: file.layer,
          ...(asNumber(line) ? { line: asNumber(line) ?? 0 } : {}),
          excerpt: asText(shown) ?? '',
        },
      ]);
    }
    for (const { kind } of secretFileReaders) {
      const places = evidence.get(kind.name);
      if (!places) continue;
      yield secretFinding({
        kind,
        subject: file.path,
        evidence: places,
        ...(file.hidden ? { hidden: true } : {}),
        reach: file.reach,
      });
    }
  },
};
