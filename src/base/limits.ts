const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/**
 * Every bound on what an image may cost. Over a limit something is left out and a Problem says so.
 * Sizes in bytes unless the name says otherwise.
 */
export const limits = {
  /** A manifest, index or config document. */
  manifest: 8 * MiB,
  layersPerImage: 1_000,
  /** Uncompressed bytes of one layer. */
  layer: 64 * GiB,
  /** Uncompressed bytes of one layer may be this many times the compressed ones (beyond the first 64 MiB). */
  compressionRatio: 200,
  entriesPerLayer: 5_000_000,
  /** One path, also as PAX and GNU long names give it. */
  path: 4_096,
  pathDepth: 256,
  /** One PAX header block, GNU long name or long link block. */
  tarMetadata: 1 * MiB,
  /** A file that a cataloger wants whole. */
  keptFile: 2 * GiB,
  /** A kept file that is read as one text. */
  keptText: 256 * MiB,
  /** All kept files of one layer. */
  keptPerLayer: 8 * GiB,
  /** A file that a body tap examines. */
  examinedFile: 2 * GiB,
  /** Held in memory while a body tap examines it; larger ones go to a temporary file. */
  examinedInMemory: 16 * MiB,
  /** Archives inside archives (jar in war in ear). */
  nestedArchives: 6,
  archiveEntries: 200_000,
  /** Entries of one archive and of all archives nested in it. */
  nestedArchiveEntries: 4_000_000,
  /** The central directory of one zip archive. */
  archiveDirectory: 64 * MiB,
  /** Uncompressed bytes read out of one nested archive, all its members together. */
  archiveContent: 2 * GiB,
  /** Compressed archives inside archives, uncompressed in memory at one time. */
  archiveInMemory: 256 * MiB,
  /** One description of a package: pom.xml, MANIFEST.MF, nuspec, pear registry. */
  descriptor: 4 * MiB,
  /** All descriptions of packages in one archive, nested ones included. */
  descriptorContent: 128 * MiB,
  descriptorsPerArchive: 5_000,
  symlinkHops: 40,
  packagesPerFile: 200_000,
  problemsPerCode: 200,
} as const;
