import { FormatError } from '../../base/errors.ts';
import type { RpmHeader } from './header.ts';

/** What rpm recorded of one installed package. */
export interface RpmPackage {
  readonly name: string;
  /** 0 when the package has none. */
  readonly epoch: number;
  readonly version: string;
  readonly release: string;
  readonly architecture?: string;
  /** File name of the source package. */
  readonly sourcePackage?: string;
  readonly license?: string;
  readonly vendor?: string;
  readonly packager?: string;
  readonly homepage?: string;
  /** `name:stream:version:context` of the module it belongs to. */
  readonly module?: string;
  /** Seconds since 1970. */
  readonly installTime?: number;
  /** The header carries a signature. Whose, and whether it is good, is not checked. */
  readonly signed: boolean;
}

/** Header tags, as rpmtag.h numbers them. */
export const TAG = {
  dsaHeader: 267,
  rsaHeader: 268,
  sigPgp: 259,
  sigGpg: 262,
  openPgp: 278,
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  installTime: 1008,
  vendor: 1011,
  license: 1014,
  packager: 1015,
  url: 1020,
  architecture: 1022,
  oldFileNames: 1027,
  fileSizes: 1028,
  fileStates: 1029,
  fileModes: 1030,
  fileDigests: 1035,
  fileFlags: 1037,
  sourceRpm: 1044,
  fileVerifyFlags: 1045,
  directoryIndexes: 1116,
  baseNames: 1117,
  directoryNames: 1118,
  longFileSizes: 5008,
  fileDigestAlgorithm: 5011,
  modularityLabel: 5096,
} as const;

const SIGNATURES = [TAG.rsaHeader, TAG.dsaHeader, TAG.sigPgp, TAG.sigGpg, TAG.openPgp];

/** @throws FormatError when name, version or release are missing or damaged. */
export function rpmPackage(header: RpmHeader): RpmPackage {
  const name = header.text(TAG.name);
  const version = header.text(TAG.version);
  const release = header.text(TAG.release);
  if (!name || !version || !release) throw new FormatError('a package header without name, version or release');
  return {
    name,
    version,
    release,
    epoch: header.number(TAG.epoch) ?? 0,
    signed: SIGNATURES.some((tag) => header.has(tag)),
    ...present('architecture', header.text(TAG.architecture)),
    ...present('sourcePackage', header.text(TAG.sourceRpm)),
    ...present('license', header.text(TAG.license)),
    ...present('vendor', header.text(TAG.vendor)),
    ...present('packager', header.text(TAG.packager)),
    ...present('homepage', header.text(TAG.url)),
    ...present('module', header.text(TAG.modularityLabel)),
    ...present('installTime', header.number(TAG.installTime)),
  };
}

function present<Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } {
  const fields: { [K in Key]?: Value } = {};
  if (value !== undefined && value !== '') fields[key] = value;
  return fields;
}
