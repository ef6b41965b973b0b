import { FormatError } from '../base/errors.ts';

/** A package's global name, taken apart. Source: the purl specification (ECMA-427). */
export interface PackageUrl {
  readonly type: string;
  /** Segments joined by `/`, not percent-encoded. */
  readonly namespace?: string;
  readonly name: string;
  readonly version?: string;
  readonly qualifiers: ReadonlyMap<string, string>;
  readonly subpath?: string;
}

interface TypeRules {
  readonly namespace: 'required' | 'optional' | 'prohibited';
  /** Parts that are written in lower case. */
  readonly lowerCase?: readonly ('namespace' | 'name' | 'version')[];
  readonly qualifiers?: readonly string[];
  readonly rename?: (name: string, url: PackageUrl) => string;
  /** What is wrong with it, if anything. */
  readonly fault?: (url: PackageUrl) => string | undefined;
}

const BOTH = ['namespace', 'name'] as const;

/** Rules of the registered types: https://github.com/package-url/purl-spec/tree/main/types. Unlisted types have none. */
const rules: ReadonlyMap<string, TypeRules> = new Map<string, TypeRules>([
  ['alpm', { namespace: 'required', lowerCase: BOTH }],
  ['apk', { namespace: 'required', lowerCase: BOTH }],
  ['bazel', { namespace: 'prohibited' }],
  ['bitbucket', { namespace: 'required', lowerCase: BOTH }],
  ['bitnami', { namespace: 'prohibited', lowerCase: ['name'] }],
  ['brew', { namespace: 'optional', lowerCase: BOTH }],
  ['cargo', { namespace: 'prohibited' }],
  ['chrome-extension', { namespace: 'prohibited', fault: chromeExtensionFault }],
  ['cocoapods', { namespace: 'prohibited', fault: cocoapodsFault }],
  ['composer', { namespace: 'required', lowerCase: BOTH }],
  ['conan', { namespace: 'optional' }],
  ['conda', { namespace: 'prohibited' }],
  ['cpan', { namespace: 'optional', fault: ({ name }) => (name.includes('::') ? 'is a module name' : undefined) }],
  ['cran', { namespace: 'prohibited' }],
  ['deb', { namespace: 'required', lowerCase: BOTH }],
  ['docker', { namespace: 'optional' }],
  ['gem', { namespace: 'prohibited' }],
  ['git', { namespace: 'required', lowerCase: BOTH }],
  ['github', { namespace: 'required', lowerCase: BOTH }],
  // The definition requires a namespace, which `stdlib` and vanity modules such as `example` do not have.
  ['golang', { namespace: 'optional', lowerCase: BOTH }],
  ['hackage', { namespace: 'prohibited' }],
  ['hex', { namespace: 'optional', lowerCase: BOTH }],
  ['huggingface', { namespace: 'optional', lowerCase: ['version'] }],
  ['julia', { namespace: 'prohibited', qualifiers: ['uuid'] }],
  ['luarocks', { namespace: 'optional', lowerCase: BOTH }],
  ['maven', { namespace: 'required' }],
  ['mlflow', { namespace: 'prohibited', rename: mlflowName }],
  ['npm', { namespace: 'optional', lowerCase: BOTH }],
  ['nuget', { namespace: 'prohibited' }],
  ['oci', { namespace: 'prohibited', lowerCase: ['name'] }],
  ['opam', { namespace: 'prohibited' }],
  ['otp', { namespace: 'prohibited', lowerCase: ['name'] }],
  ['pub', { namespace: 'prohibited', lowerCase: ['name'], rename: (name) => name.replaceAll('-', '_') }],
  ['pypi', { namespace: 'prohibited', lowerCase: ['name'], rename: (name) => name.replaceAll('_', '-') }],
  ['qpkg', { namespace: 'required', lowerCase: ['namespace'] }],
  ['rpm', { namespace: 'optional', lowerCase: ['namespace'] }],
  ['swid', { namespace: 'optional', qualifiers: ['tag_id'] }],
  ['swift', { namespace: 'required' }],
  ['vcpkg', { namespace: 'prohibited' }],
  ['vscode-extension', { namespace: 'required', lowerCase: BOTH }],
  ['yocto', { namespace: 'optional' }],
]);

/** The package URL as its type wants it written. @throws FormatError when the type does not allow it. */
export function applyTypeRules(url: PackageUrl): PackageUrl {
  const rule = rules.get(url.type);
  if (!rule) return url;
  if (rule.namespace === 'required' && !url.namespace) throw fault(url, 'has no namespace');
  if (rule.namespace === 'prohibited' && url.namespace) throw fault(url, 'must not have a namespace');
  const missing = rule.qualifiers?.find((key) => !url.qualifiers.has(key));
  if (missing) throw fault(url, `has no qualifier ${missing}`);
  const lower = (part: 'namespace' | 'name' | 'version', text: string) =>
    rule.lowerCase?.includes(part) ? text.toLowerCase() : text;
  const name = lower('name', url.name);
  const normalized: PackageUrl = {
    ...url,
    name: rule.rename ? rule.rename(name, url) : name,
    ...(url.namespace ? { namespace: lower('namespace', url.namespace) } : {}),
    ...(url.version ? { version: lower('version', url.version) } : {}),
  };
  const reason = rule.fault?.(normalized);
  if (reason) throw fault(url, reason);
  return normalized;
}

function fault(url: PackageUrl, reason: string): FormatError {
  return new FormatError(`package URL of type ${url.type} ${reason}`);
}

/** Names are a public key's hash in the letters a to p; versions are one to four numbers. */
function chromeExtensionFault({ name, version }: PackageUrl): string | undefined {
  if (!/^[a-p]{32}$/.test(name)) return 'has a name that is no extension id';
  if (version !== undefined && !/^\d+(?:\.\d+){0,3}$/.test(version)) return 'has a version that is not numbers';
  return undefined;
}

function cocoapodsFault({ name }: PackageUrl): string | undefined {
  return /[\s+]/.test(name) || name.startsWith('.') ? 'has a name no pod can have' : undefined;
}

/** Azure Databricks ignores case in model names, Azure ML does not. */
function mlflowName(name: string, url: PackageUrl): string {
  return url.qualifiers.get('repository_url')?.includes('databricks') ? name.toLowerCase() : name;
}
