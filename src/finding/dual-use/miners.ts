import type { DualUseTool } from './dual-use-tool.ts';

const MINES = 'mines cryptocurrency';

/** Miners under their own names. Whether somebody asked for them is another question. */
export const miners: readonly DualUseTool[] = [
  {
    name: 'XMRig',
    does: MINES,
    programs: ['xmrig', 'xmrig-notls', 'xmrig-cuda', 'xmrig-nvidia', 'xmrig-amd', 'xmrig.exe'],
    packages: ['xmrig'],
  },
  { name: 'XMRig proxy', does: 'joins miners to a mining pool', programs: ['xmrig-proxy'], packages: ['xmrig-proxy'] },
  {
    name: 'Monero daemon',
    does: 'runs a node of the Monero network, which can mine',
    programs: ['monerod'],
    packages: ['monero', 'monero-daemon'],
  },
  { name: 'P2Pool', does: 'runs a mining pool of equals', programs: ['p2pool'], packages: ['p2pool'] },
  {
    name: 'cpuminer',
    does: MINES,
    programs: ['minerd', 'cpuminer', 'cpuminer-multi', 'cpuminer-opt'],
    packages: ['cpuminer', 'cpuminer-opt', 'minerd'],
  },
  { name: 'XMR-Stak', does: MINES, programs: ['xmr-stak', 'xmr-stak-cpu', 'xmr-stak-rx'], packages: ['xmr-stak'] },
  {
    name: 'cgminer',
    does: MINES,
    programs: ['cgminer', 'bfgminer', 'sgminer', 'bmminer'],
    packages: ['cgminer', 'bfgminer', 'sgminer'],
  },
  {
    name: 'GPU miners',
    does: MINES,
    programs: [
      'ethminer',
      'nsfminer',
      't-rex',
      'lolMiner',
      'nbminer',
      'gminer',
      'PhoenixMiner',
      'teamredminer',
      'ccminer',
      'claymore',
      'ethdcrminer64',
      'wildrig-multi',
      'SRBMiner-MULTI',
      'bzminer',
      'rigel',
    ],
    packages: ['ethminer', 'ccminer'],
  },
  {
    name: 'Nanominer',
    does: MINES,
    programs: ['nanominer', 'nheqminer', 'ckb-miner', 'kaspaminer', 'verus-solver', 'hellminer'],
  },
];
