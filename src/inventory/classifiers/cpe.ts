/**
 * The CPE 2.3 name of a release. `product` is `vendor:product`. NVD writes patch levels and pre-releases as updates:
 * 9.2p1 is version 9.2, update p1; Java's 1.8.0_352-b08 is update352 of 1.8.0. Builds (`+6`, `-b08`) are left out.
 */
export function cpeOf(product: string, version: string): string {
  const [, number = '', rest = ''] = /^([0-9]+(?:\.[0-9]+)*)(.*)$/.exec(version) ?? [];
  const javaUpdate = /^_0*([0-9]+)/.exec(rest)?.[1];
  const update = javaUpdate
    ? `update${javaUpdate}`
    : /^[-.~_]?((?:p|rc|alpha|beta|preview)[-.]?[0-9]*)(?![a-z])/i.exec(rest)?.[1]?.replace(/[-.]/g, '').toLowerCase();
  // OpenSSL's letters are part of its version.
  const letters = update ? '' : (/^[a-z]{1,2}(?![a-z0-9])/.exec(rest)?.[0] ?? '');
  return `cpe:2.3:a:${product}:${number}${letters}:${update ?? '*'}:*:*:*:*:*:*`;
}
