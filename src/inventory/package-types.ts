import type { PackageType } from './package.ts';

// A record, so that the compiler asks for a type that is missing here.
const known: Readonly<Record<PackageType, true>> = {
  alpm: true,
  apk: true,
  bitnami: true,
  brew: true,
  cargo: true,
  'chrome-extension': true,
  cocoapods: true,
  composer: true,
  conan: true,
  conda: true,
  cpan: true,
  cran: true,
  deb: true,
  docker: true,
  gem: true,
  generic: true,
  github: true,
  golang: true,
  hackage: true,
  hex: true,
  huggingface: true,
  julia: true,
  luarocks: true,
  maven: true,
  mlflow: true,
  nix: true,
  npm: true,
  nuget: true,
  oci: true,
  opam: true,
  opkg: true,
  otp: true,
  pear: true,
  portage: true,
  pub: true,
  pypi: true,
  rpm: true,
  snap: true,
  swid: true,
  swift: true,
  'vscode-extension': true,
  'wordpress-plugin': true,
};

/** Is it the name of a package type that we know? */
export function isPackageType(text: string): text is PackageType {
  return Object.hasOwn(known, text);
}
