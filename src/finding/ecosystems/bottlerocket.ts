import { distribution } from '../distribution.ts';

/** Bottlerocket: one stream of releases; its inventory lists packages as rpm names them. */
export const bottlerocket = distribution({
  name: 'Bottlerocket',
  type: 'rpm',
  ids: ['bottlerocket'],
  ecosystems: () => ['Bottlerocket'],
});
