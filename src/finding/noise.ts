import type { Package } from '../inventory/package.ts';

/**
 * Why vulnerabilities of a package can do nothing in a container, in words; undefined where they can. They are reported all
 * the same, at the end of the order.
 */
export function noiseOf({ name, type }: Pick<Package, 'name' | 'type'>): string | undefined {
  if (!SYSTEM_TYPES.has(type)) return undefined;
  if (isKernelHeaders(name))
    return 'kernel headers: nothing of them runs, and a container runs on the kernel of its host';
  if (isKernel(name)) return 'a container runs on the kernel of its host, not on this one';
  if (/-(?:debuginfo|debugsource|dbg|dbgsym)$/.test(name)) return 'debugging information: nothing of it runs';
  if (/(?:-docs?|-man|-man-pages|-info|-apidocs?|-javadoc)$/.test(name)) return 'documentation: nothing of it runs';
  return undefined;
}

/** Why an erratum that names no vulnerability is not one, going by its id; undefined for all others. */
export function noVulnerability(ids: readonly string[]): string | undefined {
  return ids.every((id) => /^(?:AL|RH|RL|EL)[BE]A-/.test(id)) && ids.length > 0
    ? 'an update that names no vulnerability'
    : undefined;
}

const SYSTEM_TYPES: ReadonlySet<string> = new Set(['alpm', 'apk', 'deb', 'rpm']);

function isKernelHeaders(name: string): boolean {
  return /^(?:linux-libc-dev|linux(?:-[a-z0-9.]+)?-headers(?:-.*)?|linux-headers|linux-api-headers|linux-glibc-devel|linux-kbuild-.*|linux-compiler-.*|kernel-(?:[a-z0-9]+-)?(?:headers|devel|devel-matched|srpm-macros)|kernel-default-devel)$/.test(
    name,
  );
}

function isKernel(name: string): boolean {
  return /^(?:linux-(?:image|modules|modules-extra)-.*|linux-(?:lts|virt|generic)|kernel(?:-(?:core|modules|modules-core|modules-extra|rt|uek|default|default-base))?|linux)$/.test(
    name,
  );
}
