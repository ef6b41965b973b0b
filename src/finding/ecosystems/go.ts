import type { Package } from '../../inventory/package.ts';
import type { Ecosystem, Lookup } from '../ecosystem.ts';

/** Go modules and the standard library, out of build info; Kubernetes' own records speak of its modules too. */
export const go: Ecosystem = {
  name: 'Go',
  types: ['golang'],
  lookups(found) {
    if (found.type !== 'golang') return [];
    const version = found.name === 'stdlib' ? toolchainVersion(found.version) : moduleVersion(found);
    if (version === '') return { reason: 'version-unknown', detail: 'Go' };
    const lookup: Lookup = { ecosystem: 'Go', name: found.name, version };
    const isKubernetes = /^(?:sigs\.)?k8s\.io\//.test(found.name);
    return isKubernetes ? [lookup, { ...lookup, ecosystem: 'Kubernetes' }] : [lookup];
  },
};

/** Of Go's releases as semantic versions: `1.22rc1` is 1.22.0-rc.1. Development builds have none. */
function toolchainVersion(version: string): string {
  const [, number, patch = '.0', stage, count] =
    /^v?(1\.\d+)(\.\d+)?(?:(rc|beta)(\d+))?(?![a-z\d])/.exec(version) ?? [];
  if (number === undefined) return '';
  return `${number}${patch}${stage === undefined ? '' : `-${stage}.${count}`}`;
}

/** A program built from a commit without a tag has `v0.0.0-…`, which is older than every release, whatever it holds. */
function moduleVersion({ version, cpes }: Package): string {
  if (version === '(devel)' || !/^v?\d/.test(version)) return '';
  const isMainModule = cpes !== undefined;
  if (isMainModule && /^v?0\.0\.0-\d{14}-/.test(version)) return '';
  return version.replace(/^v/, '');
}
