/** A full name parted into the package URL's namespace and name. */
export interface NameParts {
  readonly namespace?: string;
  readonly name: string;
}

/** Types whose full name is a path: all but its last segment is the namespace. */
const PATH_NAMES: ReadonlySet<string> = new Set([
  'bitbucket',
  'brew',
  'composer',
  'docker',
  'github',
  'golang',
  'hex',
  'huggingface',
  'luarocks',
  'npm',
  'pear',
  'portage',
  'swift',
  'vscode-extension',
]);

/** Parts an ecosystem's full name: `@scope/name`, `group:artifact`, `github.com/x/y`, `publisher.extension`. */
export function splitFullName(type: string, fullName: string): NameParts {
  if (type === 'maven') return splitAt(fullName, fullName.indexOf(':'));
  if (type === 'vscode-extension' && !fullName.includes('/')) return splitAt(fullName, fullName.indexOf('.'));
  if (PATH_NAMES.has(type)) return splitAt(fullName, fullName.lastIndexOf('/'));
  return { name: fullName };
}

/** The ecosystem's full name; for types whose namespace is a distribution or vendor, the name alone. */
export function joinFullName(type: string, { namespace, name }: NameParts): string {
  if (!namespace) return name;
  if (type === 'maven') return `${namespace}:${name}`;
  if (type === 'vscode-extension') return `${namespace}.${name}`;
  return PATH_NAMES.has(type) ? `${namespace}/${name}` : name;
}

function splitAt(fullName: string, at: number): NameParts {
  return at <= 0 || at === fullName.length - 1
    ? { name: fullName }
    : { namespace: fullName.slice(0, at), name: fullName.slice(at + 1) };
}
