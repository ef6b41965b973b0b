import { distribution, majorAndMinorOf } from '../distribution.ts';

/** SUSE Linux Enterprise and openSUSE. */
export const suse = distribution({
  name: 'SUSE',
  type: 'rpm',
  ids: [
    'sles',
    'sled',
    'sles_sap',
    'sle_hpc',
    'sle-micro',
    'sle-micro-rancher',
    'sl-micro',
    'opensuse',
    'opensuse-leap',
    'opensuse-tumbleweed',
    'opensuse-microos',
  ],
  vendors: ['suse', 'opensuse'],
  ecosystems({ id, version }) {
    if (id === 'opensuse-tumbleweed' || id === 'opensuse-microos') return ['openSUSE:Tumbleweed'];
    const release = majorAndMinorOf(version) ?? /^\d\d$/.exec(version)?.[0];
    if (release === undefined) return undefined;
    if (id.startsWith('opensuse')) return [`openSUSE:Leap ${release}`];
    return [`SUSE:${id.includes('micro') ? 'SLE Micro' : 'SLES'} ${release}`];
  },
});
