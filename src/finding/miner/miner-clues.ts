import type { Rule } from '../detector.ts';

const reports = [
  'https://attack.mitre.org/techniques/T1496/',
  'https://www.sysdig.com/blog/detecting-cryptojacking',
] as const;

/** Rules that several detectors report by. */
export const minerRules = {
  config: {
    id: 'malware/miner-config',
    title: 'Cryptocurrency miner configuration',
    meaning:
      'A file holds the settings of a cryptocurrency miner: where to fetch work, and whom to pay for it. Whoever runs the image pays for the power.',
    severity: 'high',
    falsePositives:
      'Samples, documentation and tests of mining software, told apart by placeholders and by where they lie; images that are named after the miner.',
    references: reports,
  },
  pool: {
    id: 'malware/mining-pool',
    title: 'Mining pool endpoint',
    meaning: 'A file names a mining pool with its port, or by the scheme that only miners speak.',
    severity: 'high',
    falsePositives:
      'Block lists, rule files and word lists name many pools at once or without ports; software of pools names its own; documentation.',
    references: reports,
  },
  wallet: {
    id: 'malware/mining-wallet',
    title: 'Wallet address beside mining settings',
    meaning:
      'An address of a cryptocurrency, its checksum correct, stands beside what miners are set up with: coins go there.',
    severity: 'high',
    falsePositives:
      'Random text does not pass the checksum. Addresses without pool or settings beside them are only a hint; those by which authors ask for donations are none.',
    references: reports,
  },
  commandPool: {
    id: 'malware/miner-command-pool',
    title: 'Mining pool in a command',
    meaning: 'A command or the environment names a mining pool with its port, or by the scheme that only miners speak.',
    severity: 'high',
    falsePositives:
      'Firewalls and block lists name pools without ports; images of mining software say in their name what they are.',
    references: reports,
  },
  commandWallet: {
    id: 'malware/miner-command-wallet',
    title: 'Wallet address in a miner’s command',
    meaning:
      'A command or the environment holds an address of a cryptocurrency, its checksum correct, beside a pool or a miner’s options.',
    severity: 'high',
    falsePositives:
      'Random text does not pass the checksum; an address without anything of mining beside it is left out.',
    references: reports,
  },
} as const satisfies Record<string, Rule>;
