import { distribution, majorOf } from '../distribution.ts';

/** Red Hat Enterprise Linux and what is built from the same sources under the same versions: CentOS to 8, Scientific. */
export const redhat = distribution({
  name: 'Red Hat',
  type: 'rpm',
  ids: ['rhel', 'redhat', 'scientific', 'centos'],
  vendors: ['red hat', 'centos', 'scientific linux'],
  ecosystems({ id, version, name }) {
    // CentOS Stream is ahead of the releases that Red Hat's records speak of.
    if (id === 'centos' && (/\bstream\b/i.test(name) || Number(majorOf(version)) > 8)) return undefined;
    const release = majorOf(version);
    return release === undefined ? undefined : [`Red Hat:${release}`];
  },
});
