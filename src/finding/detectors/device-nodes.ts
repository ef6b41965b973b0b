import { FILE_TYPES, type LayerIndex, rowPath } from '../../filesystem/layer-index.ts';
import type { DeviceNumber } from '../../format/tar/tar-entry.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';

const BLOCK_DEVICE = FILE_TYPES.indexOf('block-device');
/** Major numbers of disks: IDE, SCSI and SATA, loop-free mappers, virtual machines, Xen, memory cards, NVMe. */
const DISKS = new Set([
  3, 8, 22, 33, 65, 66, 67, 68, 69, 70, 71, 128, 129, 130, 131, 132, 133, 134, 135, 179, 202, 252, 253, 254, 259,
]);
/** Memory, kernel memory, ports: minor numbers of major 1. */
const MEMORY = new Set([1, 2, 4]);
/** Exported machines bring their whole /dev along. */
const WHOLE_DEV = 24;
const MOST_TOLD = 20;

/** Nodes that lead to the host's disks and memory. */
export const deviceNodes: ImageDetector = {
  name: 'device-nodes',
  rules: [
    {
      id: 'malware/host-disk-node',
      title: 'Device node of a host disk',
      meaning:
        'A layer makes a device node for a disk or for the memory of the host: where the container may use it, it reads and writes the whole host.',
      severity: 'high',
      falsePositives:
        'Terminals, random numbers and /dev/null in images and in jails are ordinary; images made of a whole machine bring all of its /dev and are told at low severity only.',
      references: ['T1611'],
    },
    {
      id: 'integrity/device-node',
      title: 'Device node of a disk or of memory',
      meaning: 'A layer brings a node for a disk or for the memory of a host.',
      severity: 'medium',
      falsePositives: 'Exported machines bring all of their /dev.',
      references: ['T1611'],
    },
  ],
  *inspect({ layers, tree }) {
    for (const [index, layer] of layers.entries())
      yield* judgeLayer(layer, index, (path) => tree.get(path) !== undefined);
  },
};

function* judgeLayer(layer: LayerIndex, index: number, isThere: (path: string) => boolean): Iterable<Clue | Finding> {
  const { columns, devices = [] } = layer;
  const isWholeMachine = devices.filter(([row]) => rowPath(columns, row).startsWith('dev/')).length >= WHOLE_DEV;
  let told = 0;
  for (const [row, device] of devices) {
    const kind = columns.type[row] === BLOCK_DEVICE ? 'block' : 'character';
    const what = hostDevice(kind, device);
    if (what === undefined || told++ >= MOST_TOLD) continue;
    const path = rowPath(columns, row);
    const isStaticDev = isWholeMachine && path.startsWith('dev/');
    const evidence = { path, layer: index, excerpt: `${kind} device ${device.major}:${device.minor}` };
    if (!isStaticDev) {
      yield {
        rule: 'malware/host-disk-node',
        weight: 'strong',
        family: 'escape',
        subject: path,
        evidence,
        reach: isThere(path) ? 'present' : 'hidden',
        does: `is a way to ${what} of the host`,
      };
    }
    yield integrityFinding({
      rule: 'integrity/device-node',
      about: `${index} ${path}`,
      severity: isStaticDev ? 'low' : 'medium',
      title: `/${path} stands for ${what} of the host`,
      evidence: [evidence],
      fix: `Remove it from the image: rm /${path}`,
    });
  }
}

function hostDevice(kind: 'block' | 'character', { major, minor }: DeviceNumber): string | undefined {
  if (kind === 'block') return DISKS.has(major) ? 'a disk' : undefined;
  return major === 1 && MEMORY.has(minor) ? 'the memory' : undefined;
}
