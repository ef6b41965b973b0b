const [KiB, MiB, GiB] = [2 ** 10, 2 ** 20, 2 ** 30];

/**
 * Every bound on what an image may cost. Over a limit something is left out and a Problem says so.
 * Sizes in bytes unless the name says otherwise.
 */
export const limits = {
  /** A manifest, index or config document. */
  manifest: 8 * MiB,
  layersPerImage: 1_000,
  /** Entries of one index or manifest list. */
  manifestsPerIndex: 1_000,
  /** Indexes inside indexes. */
  nestedIndexes: 4,
  /** Documents read in search of an image for the wanted platform. */
  platformProbes: 64,
  /** An image archive from standard input, a daemon or decompression that is put down in a temporary file. */
  spooledArchive: 128 * GiB,
  /** Uncompressed bytes of one layer. */
  layer: 64 * GiB,
  /** Uncompressed bytes of one layer may be this many times the compressed ones, beyond the first `compressionFree`. */
  compressionRatio: 200,
  compressionFree: 256 * MiB,
  /** Holes of sparse files: bytes that nobody stored but that are hashed like others. */
  holesPerLayer: 4 * GiB,
  entriesPerLayer: 5_000_000,
  /** Device nodes of one layer whose numbers are kept. */
  deviceNodes: 10_000,
  /** One path, also as PAX and GNU long names give it. */
  path: 4_096,
  pathDepth: 256,
  /** One PAX header block, GNU long name or long link block. */
  tarMetadata: 1 * MiB,
  /** A file that a cataloger wants whole. */
  keptFile: 2 * GiB,
  /** A kept file that is read as one text. */
  keptText: 256 * MiB,
  /** A text in which one package describes itself: package.json, METADATA, gemspec. */
  packageDescription: 16 * MiB,
  /** Characters of one TOML document: far more than lock files have. */
  toml: 4 * MiB,
  /** The first bytes of a machine learning model, which say what it is. */
  modelHeader: 1 * MiB,
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
  /** A compressed text that a cataloger wants whole, after decompression. */
  decompressedText: 128 * MiB,
  /** Compressed archives inside archives, uncompressed in memory at one time. */
  archiveInMemory: 256 * MiB,
  /** One description of a package: pom.xml, MANIFEST.MF, nuspec, pear registry. */
  descriptor: 4 * MiB,
  /** All descriptions of packages in one archive, nested ones included. */
  descriptorContent: 128 * MiB,
  descriptorsPerArchive: 5_000,
  symlinkHops: 40,
  /** One row or value of a database: a package header with its file list. */
  databaseRecord: 64 * MiB,
  /** Uncompressed bytes of one package's compressed file list. */
  packageManifest: 32 * MiB,
  /** Values of one list in a package's metadata: its files, for the most part. */
  valuesPerPackage: 1_000_000,
  packagesPerFile: 200_000,
  /** Characters of manifests and copyright files read for one image: links can make one large file the manifest of many packages. */
  packageTexts: 1 * GiB,
  /** Lines of one package's manifest. */
  filesPerPackage: 2_000_000,
  /** Characters of a package's name, version or the like. */
  packageField: 1_024,
  /** Characters of a version that is placed in an order; a longer one is none. */
  version: 4_096,
  /** Introduced, fixed and the like in one range of an advisory. */
  eventsPerRange: 10_000,
  /** Fixed versions of one advisory and package that are looked at to find the one that helps. */
  fixesPerAdvisory: 64,
  /** Fields of one record of a package database, or of os-release. */
  fieldsPerRecord: 1_000,
  /** os-release and its relatives; what follows is not read. */
  osRelease: 256 * KiB,
  /** Licence names read out of one file. */
  licensesPerFile: 200,
  /** Modified or unaccounted files that the report names; the numbers count all. */
  listedFiles: 10_000,
  /** Text of a bill of materials; one in XML costs many times its size in memory. */
  sbom: 128 * MiB,
  sbomXml: 64 * MiB,
  /** A bill of materials that lies in the image, where nobody vouches for its size. */
  sbomInImage: 16 * MiB,
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
  /** How often the bytes that mark a program's version may come up in one file. */
  classifierAnchors: 200_000,
  /** A kernel module after decompression. */
  kernelModule: 256 * MiB,
  /** How far a kernel image is searched for its version, also after decompression. */
  kernelImage: 128 * MiB,
  /** Characters of one shell script. */
  shellScript: 16 * MiB,
  /** Commands, quotes and expansions inside each other. */
  shellDepth: 100,
  /** Words and commands of one script. */
  shellNodes: 400_000,
  /** Commands that reading one script, and all that it calls, may come to. */
  shellCommands: 20_000,
  /** Characters of all scripts that one script runs. */
  shellScripts: 8 * MiB,
  /** Commands and expansions inside each other while a script is followed. */
  shellCalls: 150,
  /** Times that one loop is followed. */
  shellIterations: 64,
  /** Characters of one value of a script. */
  shellValue: 1 * MiB,
  /** Characters of all values that one script comes to. */
  shellValues: 64 * MiB,
  /** Characters compared with patterns. */
  shellSteps: 20_000_000,
  /** Work for all scripts that one part of an inspection follows: about a character of a value each. */
  shellWork: 1_000_000_000,
  /** Packages that one problem names. */
  namedPackages: 20,
  /** Programs, scripts, libraries and modules of one startup plan. */
  planSteps: 20_000,
  /** How deep programs start programs. */
  planDepth: 24,
  /** Commands read out of the scripts of one startup plan. */
  planCommands: 50_000,
  /** Characters of all scripts and tables read for one startup plan. */
  planText: 64 * MiB,
  /** Characters of one script or table that a startup plan reads. */
  planFile: 1 * MiB,
  /** Hosts, paths of the host, and things unknown that one startup plan names, each. */
  planMentions: 1_000,
  /** Files of imported modules that one startup plan marks as loaded. */
  planLoadedFiles: 200_000,
  /** Characters of a text that a content signal keeps to be read later. */
  contentText: 64 * KiB,
  /** Places of one content signal in one file that are looked at. */
  contentPlaces: 2_048,
  /** Hits of one content signal in one file that are told. */
  contentHits: 24,
  /** Characters that content signals are shown of one file beyond its own size, and of one layer beyond the size of its files. */
  contentWorkPerFile: 4 * MiB,
  contentWorkPerLayer: 32 * MiB,
  /** Characters of one program that detectors read, and of all of them. */
  programText: 1 * MiB,
  programTexts: 32 * MiB,
  /** Characters of one configuration file that detectors read, and of all of them. */
  configurationText: 128 * KiB,
  configurationTexts: 32 * MiB,
  /** Files of lower layers that detectors are told of. */
  hiddenFiles: 100_000,
  /** One file of YARA rules, all of them together, and how many there may be. */
  ruleFile: 16 * MiB,
  rulesContent: 256 * MiB,
  ruleFiles: 20_000,
  /** A program or archive that YARA rules are held against, a source or document, and any other text. */
  ruleProgram: 64 * MiB,
  ruleDocument: 8 * MiB,
  ruleText: 256 * KiB,
  /** Seconds that YARA rules may take for one file, and for all files of one image. */
  ruleSecondsPerFile: 30,
  ruleSecondsPerImage: 900,
  /** A list of known-bad hosts and hashes, and what all lists together may name. */
  indicatorFile: 64 * MiB,
  indicators: 1_000_000,
  /** Known-bad hosts that are looked for in the bytes of all files; longer lists are held against what starts and all scripts. */
  indicatorKeywords: 5_000,
  problemsPerCode: 200,
  /** Aliases or CVEs of one advisory that are looked at: an erratum of a kernel names hundreds. */
  vulnerabilityNames: 4_000,
  /** Findings of another scanner's report that is compared with ours. */
  otherFindings: 1_000_000,
  /** Answers that are kept in memory with a store of advisories: packages matched, vulnerabilities looked up. */
  rememberedMatches: 50_000,
  rememberedVulnerabilities: 100_000,
  /** Characters of an image reference. */
  reference: 1_024,
  /** What is read of a registry's error answer. */
  errorAnswer: 64 * KiB,
  /** A token server's answer, and what a credential helper prints. */
  tokenAnswer: 256 * KiB,
  /** A file of credentials or certificates. */
  credentialFile: 4 * MiB,
  redirects: 10,
  /** A file of an advisory feed, as it is downloaded. */
  feedFile: 4 * GiB,
  /** A file of an advisory feed after decompression. */
  feedContent: 32 * GiB,
  /** One document of a feed: a record of a zip, a member of a large JSON or XML file. */
  feedDocument: 64 * MiB,
  /** A record of a feed that is fetched by itself. */
  feedRecord: 8 * MiB,
  /** Documents of one feed. */
  feedDocuments: 4_000_000,
  /** Compiled feeds that come together from elsewhere, and their bytes. */
  feedsTogether: 1_000,
  feedsTogetherContent: 32 * GiB,
  /** What comes with a compiled feed about it. */
  feedManifest: 4 * MiB,
  /** Packages that one advisory speaks of. */
  advisoryPackages: 50_000,
  /** Ranges, and versions named one by one, of one package of an advisory. */
  advisoryRanges: 10_000,
  advisoryVersions: 50_000,
  /** Summary and references of one advisory. */
  advisoryText: 4 * MiB,
  /** Versions that one advisory names one by one, all its packages together. */
  versionsPerAdvisory: 1_000_000,
  /** Packages and aliases of one advisory. */
  namesPerAdvisory: 1_000_000,
  /** Characters of an advisory's summary and of a source's reason. */
  advisorySummary: 500,
  /** Aliases, references and scores of one advisory, each. */
  advisoryNames: 500,
  advisoryReferences: 5,
  /** Characters of one advisory in YAML: the largest have some thousands. */
  advisoryYaml: 256 * KiB,
  /** Products whose support dates are known. */
  lifecycles: 20_000,
  /** Text of a VEX document; vendors' largest have some megabytes. */
  vexDocument: 64 * MiB,
  /** Entries of one list in a VEX document. */
  vexEntries: 100_000,
  /** A file of exceptions. */
  ignoreFile: 1 * MiB,
} as const;
