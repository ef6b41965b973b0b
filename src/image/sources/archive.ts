import { statSync } from 'node:fs';
import { UsageError } from '../../base/errors.ts';
import type { Problem } from '../../base/problem.ts';
import { configOf, type DockerArchiveEntry, loadDockerArchive, readDockerManifest } from '../archive/docker-archive.ts';
import { type ArchiveRequest, loadLayout } from '../archive/layout.ts';
import { guessedLocation, locationOf } from '../archive/location.ts';
import type { StoredFiles } from '../archive/stored-files.ts';
import { tarFiles } from '../archive/tar-files.ts';
import { unpacked } from '../archive/unpacked.ts';
import type { Image } from '../image.ts';
import { platformDistance } from '../platform.ts';
import type { ImageSource, LoadOptions } from '../source.ts';

/** Files of `docker save`, `podman save`, `skopeo copy`, `buildx --output`: Docker archives and OCI archives. */
export const archive: ImageSource = {
  name: 'archive',

  accepts(input) {
    const status = statSync(guessedLocation(input).path, { throwIfNoEntry: false });
    return status !== undefined && (status.isFile() || status.isFIFO());
  },

  load(input, options) {
    const { path, image } = locationOf(input);
    const { reference, platform } = options;
    return loadArchive(path, options, {
      path,
      source: 'archive',
      ...(image === undefined ? {} : { image }),
      ...(reference === undefined ? {} : { reference }),
      ...(platform === undefined ? {} : { platform }),
    });
  },
};

/** Loads an image from an archive on disk; `request` says what messages and the result call it. */
export async function loadArchive(
  path: string,
  options: Pick<LoadOptions, 'temporaryFolder' | 'signal'>,
  request: ArchiveRequest,
): Promise<Image> {
  const tar = await unpacked(path, {
    folder: options.temporaryFolder,
    signal: options.signal,
    shown: request.path,
  });
  const files = tarFiles(tar, request.path);
  const index = files.locateUnique('index.json');
  const manifest = files.locateUnique('manifest.json');
  const entries = manifest && readDockerManifest(files.read(manifest));
  if (index) {
    const image = await loadLayout(files, index, request);
    return entries ? { ...image, problems: [...image.problems, ...disagreement(image, files, entries)] } : image;
  }
  if (entries) return loadDockerArchive(files, entries, request);
  throw new UsageError(
    'unsupported-image',
    `${request.path} ${statSync(tar).size === 0 ? 'is empty' : whatElse(files)}`,
  );
}

/** Newer archives describe the image twice; programs differ in which description they read. */
function disagreement(image: Image, files: StoredFiles, entries: readonly DockerArchiveEntry[]): Problem[] {
  // Docker also saves images in part, to keep the digest of an index whose other platforms it lacks.
  const present = entries.filter((entry) => files.locate(entry.config) !== undefined);
  const others = present.map((entry) => configOf(files, entry));
  if (others.some((other) => other.config.digest === image.config.digest)) return [];
  // Only one of several platforms may be named there.
  if (!others.some((other) => platformDistance(image.platform, other.platform) !== undefined)) return [];
  return [
    {
      code: 'inconsistent-image',
      message: 'manifest.json describes another image than index.json; what a program loads depends on which it reads.',
    },
  ];
}

function whatElse(files: StoredFiles): string {
  return files.locate('repositories')
    ? 'was saved by a Docker older than 1.10, without a manifest.json; load and save it again with a newer one'
    : 'is a tar, but no image: it has neither manifest.json nor index.json. To inspect the files of a root file system, unpack it and name the folder';
}
