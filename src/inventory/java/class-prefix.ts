/** Classes that only start an application, and say nothing of who made it. */
const LAUNCHERS = /^org\/springframework\/boot\/loader\//;
const CLASS_ROOTS = /^(?:BOOT-INF\/classes\/|WEB-INF\/classes\/|META-INF\/versions\/\d+\/)/;

/** The package that most classes lie below, two or three levels deep: `org.hibernate`. Undefined when there are none. */
export function mainJavaPackage(memberNames: Iterable<string>): string | undefined {
  const counts = new Map<string, number>();
  let total = 0;
  for (const name of memberNames) {
    if (!name.endsWith('.class') || LAUNCHERS.test(name)) continue;
    const folders = name.replace(CLASS_ROOTS, '').split('/').slice(0, -1);
    if (folders.length < 2 || folders[0] === 'META-INF') continue;
    total++;
    for (const depth of [2, 3]) {
      if (folders.length < depth) continue;
      const prefix = folders.slice(0, depth).join('.');
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
    }
  }
  let best: string | undefined;
  for (const [prefix, count] of counts) {
    if (count * 2 > total && (best === undefined || prefix.length > best.length)) best = prefix;
  }
  return best;
}
