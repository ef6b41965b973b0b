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
  /** Uncompressed bytes read out of one nested archive, all its members together. */
  archiveContent: 2 * GiB,
  symlinkHops: 40,
  packagesPerFile: 200_000,
  /** Section or segment headers of one executable. */
  executableSections: 65_536,
  /** Entries of one executable's dynamic section, load commands, resource nodes. */
  executableEntries: 8_192,
  /** Libraries, search paths and architectures that one executable names, each. */
  executableNames: 1_024,
  /** One string out of an executable's tables. */
  executableString: 4_096,
  /** A note, version resource, or all load commands. */
  executableNote: 1 * MiB,
  /** The list of modules in a Go program. */
  executableModules: 4 * MiB,
  /** Audit data or SBOM inside an executable, after decompression. */
  executableInventory: 16 * MiB,
  /** A kernel module after decompression. */
  kernelModule: 256 * MiB,
  /** How far a kernel image is searched for its version, also after decompression. */
  kernelImage: 128 * MiB,
  problemsPerCode: 200,
} as const;
