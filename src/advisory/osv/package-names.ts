/** A package's name as OSV has it, as advisories are looked up. */
export function canonicalName(ecosystem: string, name: string): string {
  switch (ecosystem) {
    case 'PyPI':
      // PEP 503
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'NuGet':
    case 'Packagist':
      return name.toLowerCase();
    case 'SwiftURL':
      return name.replace(/^https?:\/\//, '').replace(/\.git$/, '');
    default:
      return name;
  }
}
