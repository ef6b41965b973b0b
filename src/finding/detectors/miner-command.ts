import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { minerCommand } from '../commands/miner-words.ts';
import { UNKNOWN } from '../commands/seen-command.ts';

/** Commands that mine, by what they are told, whatever they are called. */
export const recogniseMiners: Recognise = function* ({ commands }) {
  for (const seen of commands) {
    const miner = minerCommand(seen);
    if (!miner?.isMiner) continue;
    const { pool, wallet, algorithm, isNamed } = miner;
    const isTold = pool !== undefined && !pool.includes(UNKNOWN);
    const weight = isTold && wallet !== undefined ? 'certain' : isTold || !isNamed ? 'strong' : 'weak';
    const what = algorithm === undefined ? 'mines a cryptocurrency' : `mines a cryptocurrency (${algorithm})`;
    const whom = wallet === undefined ? '' : ` for the wallet ${wallet.slice(0, 8)}…`;
    const where = isTold ? ` at the pool ${pool.slice(0, 120)}` : '';
    const program = isNamed || seen.name === UNKNOWN ? '' : ` with a program called ${seen.name.slice(0, 60)}`;
    yield [seen, { rule: 'malware/miner-command', weight, family: 'miner', does: `${what}${where}${whom}${program}` }];
  }
};

export const minerCommandDetector = commandDetector({
  name: 'miner-command',
  rules: [
    {
      id: 'malware/miner-command',
      title: 'Cryptocurrency miner started',
      meaning:
        'A command has the options of a miner: a pool, an algorithm of mining, a wallet. It spends the computer of whoever runs it for somebody else.',
      severity: 'critical',
      falsePositives:
        'Images that are called a miner are dual-use; pool and wallet that the user gives are no accusation; filters and block lists name pools, but do not start anything with them.',
      references: ['T1496', 'https://attack.mitre.org/techniques/T1496/'],
    },
  ],
  recognise: recogniseMiners,
});
