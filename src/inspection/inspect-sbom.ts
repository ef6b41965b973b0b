import { readFileSync, statSync } from 'node:fs';
import { isDigest, sha256 } from '../base/digest.ts';
import { FormatError, IntegrityError, messageOf, UsageError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { emptyConfig } from '../image/config.ts';
import { hostPlatform } from '../image/platform.ts';
import { readSbom } from '../inventory/sbom-reader.ts';
import type { TakenImage } from './judge-inventory.ts';

/**
 * What a bill of materials says. No file was seen, so there is no account.
 * @throws UsageError when there is no such file.
 * @throws IntegrityError when it is no bill of materials.
 */
export function inspectSbom(path: string): TakenImage {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError('no-such-file', `there is no file ${path}`);
  if (stat.size > limits.sbom) throw new IntegrityError('over-limit', `${path} is larger than ${limits.sbom} bytes`);
  const bytes = readFileSync(path);
  try {
    const { packages, subject, os } = readSbom(bytes);
    const claimed = subject?.digest;
    const digest = isDigest(claimed) ? claimed : sha256(bytes);
    return {
      image: {
        name: subject?.name || path,
        source: 'sbom',
        digest,
        references: [],
        mediaType: 'application/octet-stream',
        platform: hostPlatform(),
        config: emptyConfig(digest),
        layers: [],
        annotations: {},
        problems: [],
      },
      inventory: { ...(os ? { os } : {}), packages: [...packages].sort((a, b) => (a.purl < b.purl ? -1 : 1)) },
      problems: [
        { code: 'layer-not-inspected', message: 'only a bill of materials was read: no file of the image was seen' },
      ],
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-archive', `${path} is no bill of materials that can be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
