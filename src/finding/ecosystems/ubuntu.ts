import { distribution, majorAndMinorOf } from '../distribution.ts';

/** Ubuntu; Pro's records of longer support come first where the image is signed up, or the package came from there. */
export const ubuntu = distribution({
  name: 'Ubuntu',
  type: 'deb',
  ids: ['ubuntu'],
  ecosystems({ version, services = [] }, found) {
    const release = majorAndMinorOf(version);
    if (release === undefined) return undefined;
    const isPro = services.some((service) => service.startsWith('esm-')) || found.version.includes('esm');
    return isPro ? [`Ubuntu:Pro:${release}`, `Ubuntu:${release}`] : [`Ubuntu:${release}`];
  },
});
