// What a scan of an honest corpus found, and how that is told.
import { columns } from '../bench/table.mjs';

/** Of a hundred packages (files, where there are no packages), at most so many may be suspicious. */
export const MOST_SUSPICIOUS = 2;

export function summarize(name, { report, seconds }) {
  const { findings, problems, inventory } = report;
  const of = (wanted) => findings.filter((finding) => finding.class === wanted);
  const files = inventory.account?.files.total.count ?? 0;
  const packages = inventory.packages.length;
  const suspicious = of('suspicious');
  return {
    name,
    files,
    packages,
    malicious: of('malicious'),
    suspicious,
    percent: (100 * suspicious.length) / Math.max(1, packages || files),
    dualUse: of('dual-use'),
    secrets: findings.filter(({ kind }) => kind === 'secret'),
    problems,
    seconds,
  };
}

export function isAlarm({ malicious, percent }) {
  return malicious.length > 0 || percent > MOST_SUSPICIOUS;
}

export function renderTable(rows) {
  const heads = ['corpus', 'files', 'packages', 'malicious', 'suspicious', '%', 'dual-use', 'secrets', 'problems', 's'];
  const cells = rows.map((row) => [
    row.name,
    String(row.files),
    String(row.packages),
    String(row.malicious.length),
    String(row.suspicious.length),
    row.percent.toFixed(2),
    String(row.dualUse.length),
    String(row.secrets.length),
    String(row.problems.length),
    row.seconds.toFixed(0),
  ]);
  return columns([heads, ...cells]).join('\n');
}

/** Every hit that somebody should look at. */
export function renderHits({ name, malicious, suspicious, secrets, problems }) {
  const hits = [...malicious, ...suspicious, ...secrets].map(({ class: verdict, kind, rule, title, story }) =>
    [`${name}: ${verdict ?? kind}: ${rule}: ${title}`, ...(story === undefined ? [] : [`  ${story}`])].join('\n'),
  );
  const codes = new Map();
  for (const { code } of problems) codes.set(code, (codes.get(code) ?? 0) + 1);
  return [...hits, ...[...codes].map(([code, count]) => `${name}: problem: ${code}, ${count} times`)].join('\n');
}
