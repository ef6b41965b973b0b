/** As other scanners write it: without a `v` or `go` in front, and without an epoch of 0. */
export function comparableVersion(version: string): string {
  return version.replace(/^(?:v|go|0:)(?=\d)/, '').replace(/\+incompatible$/, '');
}

/** As other scanners write it: in any case; a PyPI name with any separators. */
export function comparableName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
