/** Does a program's own name, or that of a folder it lies in, say that it has to do with mining or coins? Then it hides nothing. */
export function isHonestName(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .some((name) => WHOLE.test(name) || PART.test(name));
}

const WHOLE =
  /(?:^|[^a-z])(?:xm[ro]|rig|btc|ltc|eth|etc|rvn|zec|kas|ckb|erg|gpu|trex|t-rex|geth|bor|stak|rigel|miniz|ckpool)(?:[^a-z]|$)/;
const PART =
  /xmrig|xmr-?stak|min(?:er|ing)|monero|coin|pool|hash(?!icorp)|stratum|randomx|cryptonight|ethereum|bitcoin|zcash|verus|raven|kawpow|zephyr|wallet|progpow|srb|astrobwt|dero|wownero|aeon/;
