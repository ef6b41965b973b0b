/** Advisories of one feed in a compiled, immutable file: docs/advisory-store.md. */
export { type FeedCounts, type FeedHeader, NewerFormatError } from './compiled/layout.ts';
export { type FeedFile, openFeedFile, type StoredStatement } from './compiled/open-feed.ts';
export { type FeedSummary, writeFeedFile } from './compiled/write-feed.ts';
