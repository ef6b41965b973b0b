import type { ImageSource } from '../source.ts';
import { registry } from './registry.ts';

/** Every place that images come from, in the order in which they are asked whether an input is theirs. */
export const imageSources: readonly ImageSource[] = [registry];
