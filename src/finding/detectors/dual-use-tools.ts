import type { ImageDetector } from '../detector.ts';
import { findTools, MINER_RULE, TOOL_RULE } from '../dual-use/find-tools.ts';

/** Tools of testers and attackers, and miners, under their own names. */
export const dualUseTools: ImageDetector = {
  name: 'dual-use-tools',
  rules: [
    {
      id: MINER_RULE,
      title: 'Cryptocurrency miner under its own name',
      meaning:
        'The image has a miner, or what belongs to one, and does not hide it. That is all right where you want to mine.',
      severity: 'low',
      falsePositives:
        'Told by the names of packages and executables alone; what a miner does here is judged elsewhere.',
      references: ['T1496'],
    },
    {
      id: TOOL_RULE,
      title: 'Dual-use security tool',
      meaning:
        'The image has a tool that attackers use, and so do those who test and repair systems. It says what could be done from the container, and accuses nobody.',
      severity: 'low',
      falsePositives:
        'Told by the names of packages and executables; names that other programs have as well (hydra, chisel, gost) need a package or Go module. Everyday tools (socat, netcat, tcpdump, rclone) are told only where the container starts them.',
      references: ['T1588.002', 'T1046', 'T1090'],
    },
  ],
  inspect: findTools,
};
