import { stringsElf } from './detector-case.ts';

/** Returns at once; it only says what a miner of the XMRig family says in its help and in its protocol. */
export const MINER = stringsElf([
  'Usage: xmrig [OPTIONS]',
  '  -o, --url=URL                 URL of mining server',
  '  -a, --algo=ALGO               mining algorithm https://xmrig.com/docs/algorithms',
  '      --coin=COIN               specify coin instead of algorithm',
  '  -u, --user=USERNAME           username for mining server',
  '      --donate-level=N          donate level, default 1%%',
  '      --randomx-mode=MODE       RandomX mode: auto, fast, light',
  '      --nicehash                enable nicehash.com support',
  'stratum+tcp://',
  'stratum+ssl://',
  'cryptonight',
  'randomx',
  'rx/0',
  'mining.subscribe',
  'speed 10s/60s/15m',
  '{"id":%lld,"jsonrpc":"2.0","method":"keepalived","params":{"id":"%s"}}',
  '_ZN5xmrig10ControllerC1EPNS_7ProcessE',
  '_ZN5xmrig5MinerC1EPNS_10ControllerE',
]);
