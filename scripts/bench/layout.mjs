// Writes OCI layout folders: uncompressed tar streams in, blobs and a manifest out.
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';

const MEDIA_TYPES = {
  none: 'application/vnd.oci.image.layer.v1.tar',
  gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
  zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
};

/** Compresses one layer into the folder's blobs. */
export async function writeLayer(folder, tar, compression) {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
  const temporary = join(folder, `blobs/unfinished-${process.hrtime.bigint()}`);
  const uncompressed = hashing();
  const stored = hashing();
  await pipeline(tar, uncompressed.stream, compressor(compression), stored.stream, createWriteStream(temporary));
  const digest = stored.digest();
  renameSync(temporary, blobPath(folder, digest));
  return {
    mediaType: MEDIA_TYPES[compression],
    digest,
    size: stored.bytes(),
    diffID: uncompressed.digest(),
    uncompressedBytes: uncompressed.bytes(),
  };
}

/** Can this Node compress layers this way? */
export function canCompress(compression) {
  return compression === 'gzip' || typeof zlib.createZstdCompress === 'function';
}

export function blobPath(folder, digest) {
  return join(folder, 'blobs', digest.replace(':', '/'));
}

export function writeImage(folder, layers) {
  const config = writeBlob(folder, {
    architecture: { x64: 'amd64' }[process.arch] ?? process.arch,
    os: 'linux',
    config: { Cmd: ['bash'] },
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffID }) => diffID) },
    history: layers.map((_, index) => ({ created_by: `layer ${index}` })),
  });
  const manifest = writeBlob(folder, {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
  });
  const index = {
    schemaVersion: 2,
    manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest }],
  };
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

function writeBlob(folder, document) {
  const bytes = Buffer.from(JSON.stringify(document));
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  writeFileSync(blobPath(folder, digest), bytes);
  return { digest, size: statSync(blobPath(folder, digest)).size };
}

function compressor(compression) {
  if (compression === 'none') return new PassThrough();
  if (compression === 'zstd') return zlib.createZstdCompress({ chunkSize: 1 << 20 });
  return zlib.createGzip({ level: 6, chunkSize: 1 << 18 });
}

function hashing() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(undefined, chunk);
    },
  });
  return { stream, bytes: () => bytes, digest: () => `sha256:${hash.copy().digest('hex')}` };
}
