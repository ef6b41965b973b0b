import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bech32, bech32m, createBase58check } from '@scure/base';
import fc from 'fast-check';
import { coinOf } from './coin-address.ts';
import { readCryptoNote } from './crypto-note.ts';
import { findAddresses, shortAddress } from './find-addresses.ts';

// Of the Monero project, BIP-173, BIP-350, EIP-55 and Bitcoin's first block.
const VECTORS: Readonly<Record<string, string>> = {
  '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H': 'Monero',
  '44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A': 'Monero',
  '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa': 'Bitcoin',
  bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4: 'Bitcoin',
  bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0: 'Bitcoin',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed': 'Ethereum',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359': 'Ethereum',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB': 'Ethereum',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb': 'Ethereum',
};

test('published addresses are known by their coin', () => {
  for (const [address, coin] of Object.entries(VECTORS)) assert.equal(coinOf(address), coin, address);
});

test('one changed letter makes it no address', () => {
  for (const address of Object.keys(VECTORS)) {
    const at = address.length - 9;
    const other = address[at] === '3' ? '4' : '3';
    assert.equal(coinOf(address.slice(0, at) + other + address.slice(at + 1)), undefined, address);
  }
});

const keys = fc.uint8Array({ minLength: 64, maxLength: 64 });

test('addresses of the CryptoNote family, of any prefix, with and without a payment id', () => {
  const prefix = fc.integer({ min: 1, max: 2 ** 31 - 1 });
  const identity = fc.option(fc.uint8Array({ minLength: 8, maxLength: 8 }), { nil: new Uint8Array(0) });
  fc.assert(
    fc.property(prefix, keys, identity, (number, bytes, id) => {
      const address = cryptoNote(number, Buffer.concat([bytes, id]));
      assert.deepEqual(readCryptoNote(address), { prefix: number, integrated: id.length > 0 });
    }),
  );
  assert.equal(coinOf(cryptoNote(18, Buffer.alloc(64, 7))), 'Monero');
  assert.equal(coinOf(cryptoNote(42, Buffer.alloc(64, 7))), 'Monero');
  assert.equal(cryptoNote(19, Buffer.alloc(72, 7)).length, 106);
  assert.equal(coinOf(cryptoNote(148_723_904, Buffer.alloc(64, 7))), 'Zephyr');
  assert.equal(coinOf(cryptoNote(53, Buffer.alloc(64, 7))), 'CryptoNote');
});

test('the checksum is Keccak, not SHA-3', () => {
  const body = Buffer.concat([Buffer.from([18]), Buffer.alloc(64, 9)]);
  const sum = createHash('sha3-256').update(body).digest().subarray(0, 4);
  assert.equal(readCryptoNote(base58Blocks(Buffer.concat([body, sum]))), undefined);
});

test('addresses in base58check and bech32', () => {
  const base58 = createBase58check((bytes: Uint8Array) => createHash('sha256').update(bytes).digest());
  const hash = Buffer.alloc(20, 3);
  const of = (...version: number[]) => coinOf(base58.encode(Buffer.concat([Buffer.from(version), hash])));
  assert.equal(of(0x05), 'Bitcoin');
  assert.equal(of(0x30), 'Litecoin');
  assert.equal(of(0x1e), 'Dogecoin');
  assert.equal(of(0x3c), 'Ravencoin');
  assert.equal(of(0x1c, 0xb8), 'Zcash');
  assert.equal(of(0x6f), undefined, 'test networks pay nothing');
  assert.equal(coinOf(bech32.encode('ltc', [0, ...bech32.toWords(hash)])), 'Litecoin');
  assert.equal(coinOf(bech32m.encode('bc', [0, ...bech32.toWords(hash)])), undefined, 'version 0 has the old checksum');
  assert.equal(coinOf(bech32.encode('bc', [1, ...bech32.toWords(hash)])), undefined, 'version 1 has the new one');
});

test('addresses without mixed case cannot be checked', () => {
  assert.equal(coinOf('0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'), undefined);
  assert.equal(coinOf('0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED'), undefined);
});

test('addresses are found between other words, and with a worker’s name behind them', () => {
  const address = cryptoNote(18, Buffer.alloc(64, 1));
  const texts = [`-u ${address}.rig1`, `"user":"${address}+50000"`, `stratum+tcp://${address}@pool.example:1`, address];
  for (const text of texts) assert.deepEqual(findAddresses(text), [{ coin: 'Monero', text: address }]);
  assert.deepEqual(findAddresses(`x${address}`), []);
  assert.deepEqual(findAddresses(address.slice(0, -1)), []);
  assert.equal(shortAddress({ coin: 'Monero', text: address }).length, 19);
});

test('what authors ask for donations by is left out', () => {
  assert.deepEqual(findAddresses('1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT'), []);
  assert.equal(coinOf('1P7ujsXeX7GxQwHNnJsRMgAdNkFZmNVqJT'), 'Bitcoin');
  const xmrig = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
  assert.equal(coinOf(xmrig), 'Monero');
  assert.deepEqual(findAddresses(xmrig), []);
});

test('any text is read without harm, and random ones are no addresses', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => assert.deepEqual(findAddresses(text), [])));
  const letters = fc.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{25,140}$/);
  fc.assert(fc.property(letters, (text) => assert.equal(coinOf(text), undefined)));
});

test('a long run of letters is passed over at once', () => {
  const started = performance.now();
  assert.deepEqual(findAddresses('4'.repeat(4_000_000)), []);
  assert.ok(performance.now() - started < 2_000);
});

function cryptoNote(prefix: number, rest: Uint8Array): string {
  const front: number[] = [];
  for (let value = prefix; ; value = Math.floor(value / 128)) {
    if (value < 128) {
      front.push(value);
      break;
    }
    front.push((value % 128) + 128);
  }
  const body = Buffer.concat([Buffer.from(front), rest]);
  return base58Blocks(Buffer.concat([body, keccak_256(body).subarray(0, 4)]));
}

function base58Blocks(bytes: Buffer): string {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const lengths = [0, 2, 3, 5, 6, 7, 9, 10, 11];
  let text = '';
  for (let at = 0; at < bytes.length; at += 8) {
    const block = bytes.subarray(at, at + 8);
    let value = BigInt(`0x${block.toString('hex')}`);
    let letters = '';
    for (let index = 0; index < (lengths[block.length] ?? 0); index++) {
      letters = (alphabet[Number(value % 58n)] ?? '') + letters;
      value /= 58n;
    }
    text += letters;
  }
  return text;
}
