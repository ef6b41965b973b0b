import { ADDRESS_LENGTH, type CoinAddress, coinOf, isDonationAddress } from './coin-address.ts';

const MOST_CANDIDATES = 400;
const MOST_FOUND = 16;

/** Addresses in a text whose checksums hold, each once, without those that authors ask for donations by. */
export function findAddresses(text: string): CoinAddress[] {
  const found = new Map<string, CoinAddress>();
  let candidates = 0;
  for (const [token] of text.matchAll(/[0-9A-Za-z]{26,}/g)) {
    if (token.length > ADDRESS_LENGTH.most || found.has(token)) continue;
    if (++candidates > MOST_CANDIDATES || found.size >= MOST_FOUND) break;
    const coin = coinOf(token);
    if (coin !== undefined && !isDonationAddress(token)) found.set(token, { coin, text: token });
  }
  return [...found.values()];
}

/** Enough of an address to know it again. */
export function shortAddress({ text }: CoinAddress): string {
  return text.length > 30 ? `${text.slice(0, 12)}…${text.slice(-6)}` : text;
}
