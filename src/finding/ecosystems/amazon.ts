import { distribution } from '../distribution.ts';

/** Amazon Linux 1, 2 and 2023. */
export const amazon = distribution({
  name: 'Amazon Linux',
  type: 'rpm',
  ids: ['amzn'],
  vendors: ['amazon'],
  ecosystems({ version }) {
    const release = /^(?:2|2022|2023)(?=\.|$)/.exec(version)?.[0];
    // The first was numbered by the month of its images.
    const first = /^201\d\.\d\d$/.test(version) ? '1' : undefined;
    return release || first ? [`Amazon Linux:${release ?? first}`] : undefined;
  },
});
