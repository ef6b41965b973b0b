/** The parts of `name-version-release`, as rpm writes them: only the name may hold a hyphen. */
export interface NameVersionRelease {
  readonly name: string;
  readonly version: string;
  readonly release: string;
}

/** Splits `libxml2-2.12.10-1.fc40`; undefined where a part is missing. */
export function splitNvr(text: string | undefined): NameVersionRelease | undefined {
  if (text === undefined) return undefined;
  const last = text.lastIndexOf('-');
  const middle = last < 1 ? -1 : text.lastIndexOf('-', last - 1);
  if (middle < 1 || last === text.length - 1 || last === middle + 1) return undefined;
  return { name: text.slice(0, middle), version: text.slice(middle + 1, last), release: text.slice(last + 1) };
}

/** Splits `wireshark-3.6.14-1.oe2203sp1.x86_64.rpm`, file name of a package; undefined where it is none. */
export function splitRpmFileName(
  text: string | undefined,
): (NameVersionRelease & { readonly architecture: string }) | undefined {
  if (text?.endsWith('.rpm') !== true) return undefined;
  const plain = text.slice(0, -'.rpm'.length);
  const dot = plain.lastIndexOf('.');
  const nvr = dot < 1 ? undefined : splitNvr(plain.slice(0, dot));
  return nvr && { ...nvr, architecture: plain.slice(dot + 1) };
}
