import type { ImageSource } from '../source.ts';
import { archive } from './archive.ts';
import { daemon } from './daemon.ts';
import { oci } from './oci.ts';
import { registry } from './registry.ts';
import { rootfs } from './rootfs.ts';
import { stdin } from './stdin.ts';

/** Every place images come from, by name. */
export const imageSources: readonly ImageSource[] = [archive, daemon, oci, registry, rootfs, stdin];
