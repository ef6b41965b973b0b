/** Addresses of random bytes, with checksums that hold: nobody has their keys. */
export const WALLETS = {
  monero: '42DGwNAQzuoHEsXQ184jUqNAR3sG6TMLnM9arPyRQGZJHxnz8mgjdJuJFRSLBfKx5MCzkDfhjTJjDGYH3xMWDRojNErWPgx',
  zephyr: 'ZEPHs3kwYG1QvJPsgawmLSNPRRgwuNJLXTNMpXn9UBj66uthMpoF6mgGQzZeCfB7UuHWP6JJ5JmYch8KA2zTDu8E6Lw8k1qRAeC',
} as const;
