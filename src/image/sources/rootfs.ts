import { realpathSync, statSync } from 'node:fs';
import { sha256 } from '../../base/digest.ts';
import { UsageError } from '../../base/errors.ts';
import { emptyConfig } from '../config.ts';
import { hostPlatform, parsePlatform } from '../platform.ts';
import type { ImageSource } from '../source.ts';

/**
 * A folder that holds a root file system, as an image of one layer without a config. Nothing is hashed: its digest is
 * that of the folder's canonical path, only so that there is a stable one.
 */
export const rootfs: ImageSource = {
  name: 'rootfs',

  accepts: (input) => statSync(input, { throwIfNoEntry: false })?.isDirectory() ?? false,

  async load(input, { platform, reference }) {
    if (!statSync(input, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError('no-such-file', `there is no folder ${input}`);
    }
    const path = realpathSync(input);
    const digest = sha256(path);
    return {
      name: reference ?? input,
      source: 'rootfs',
      digest,
      references: reference === undefined ? [] : [reference],
      mediaType: 'inode/directory',
      platform: platform === undefined ? hostPlatform() : parsePlatform(platform),
      config: emptyConfig(digest),
      layers: [
        { index: 0, size: -1, mediaType: 'inode/directory', compression: 'none', content: { kind: 'folder', path } },
      ],
      annotations: {},
      problems: [],
    };
  },
};
