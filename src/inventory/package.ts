/** Package types: the package URL's type, or ours where none is registered. */
export type PackageType =
  | 'alpm'
  | 'apk'
  | 'bitnami'
  | 'brew'
  | 'cargo'
  | 'chrome-extension'
  | 'composer'
  | 'conan'
  | 'conda'
  | 'cpan'
  | 'cran'
  | 'deb'
  | 'gem'
  | 'generic'
  | 'github'
  | 'golang'
  | 'hackage'
  | 'hex'
  | 'huggingface'
  | 'julia'
  | 'luarocks'
  | 'maven'
  | 'mlflow'
  | 'npm'
  | 'nuget'
  | 'opam'
  | 'otp'
  | 'pear'
  | 'portage'
  | 'pub'
  | 'pypi'
  | 'rpm'
  | 'swift'
  | 'nix'
  | 'opkg'
  | 'snap'
  | 'vscode-extension'
  | 'wordpress-plugin'
  | 'oci'
  | 'docker'
  | 'cocoapods'
  | 'swid';

/** Where in the image a package was seen. */
export interface Location {
  /** Inside the image, without a leading slash. */
  readonly path: string;
  /** Index of the layer in the manifest, from 0. */
  readonly layer: number;
}

/** Installed software. */
export interface Package {
  /** Package URL, in canonical form. */
  readonly purl: string;
  readonly type: PackageType;
  /** The ecosystem's full name: `@scope/name`, `group:artifact`, `vendor/name`, `github.com/x/y`. */
  readonly name: string;
  /** As the ecosystem writes it, with epoch and release; '' when unknown. */
  readonly version: string;
  readonly architecture?: string;
  /** What it was built from, where that has another name or version. */
  readonly source?: { readonly name: string; readonly version: string };
  /** SPDX expressions or `LicenseRef-…` names. */
  readonly licenses: readonly string[];
  /** Who maintains or publishes it, as its metadata says. */
  readonly supplier?: string;
  readonly homepage?: string;
  /** CPE 2.3 names, only for software that no package manager installed. */
  readonly cpes?: readonly string[];
  /** All sightings, sorted by path. */
  readonly locations: readonly Location[];
  /** The catalogers that saw it, sorted. */
  readonly foundBy: readonly string[];
  /** Package URL of the operating system's package that brought it along, where one did. */
  readonly partOf?: string;
}
