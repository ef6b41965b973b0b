import { readFileSync, statSync } from 'node:fs';
import type { FeedStatus } from '../advisory/advisory-store.ts';
import { dayOf } from '../base/day.ts';
import { UsageError } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import { applyExceptions } from '../finding/apply-exceptions.ts';
import type { Finding } from '../finding/finding.ts';
import { readIgnoreFile } from '../finding/ignore-file.ts';
import { type MatchOptions, matchVulnerabilities } from '../finding/match.ts';
import type { SuppressedFinding } from '../finding/suppression.ts';
import { applyStatements } from '../finding/vex/apply-statements.ts';
import { vexSubjects } from '../finding/vex/subject.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { CheckOptions, OpenedAdvisories } from './open-advisories.ts';
import { readVexPaths } from './vex-files.ts';

/** What is known against an image and its packages, and what others have answered to it. */
export interface VulnerabilityCheck {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly feeds: readonly FeedStatus[];
  readonly problems: readonly Problem[];
}

const IGNORE_FILES = ['.tidewaiterignore', '.tidewaiterignore.yaml', '.tidewaiterignore.yml'];

export interface CheckContext extends CheckOptions {
  readonly opened: OpenedAdvisories;
  readonly match: MatchOptions;
  /** What detectors found: exceptions speak of that, too. */
  readonly detected: { readonly hostile: readonly Finding[]; readonly others: readonly Finding[] };
}

/** Compares the packages with the advisories that are open, and applies what VEX documents and exceptions say. */
export async function checkVulnerabilities(inventory: Inventory, context: CheckContext): Promise<VulnerabilityCheck> {
  const { opened, match, detected } = context;
  const matches = matchVulnerabilities(inventory, opened.store, match);
  const answered = await answer([...detected.hostile, ...matches.findings, ...detected.others], inventory, context);
  return {
    findings: answered.kept,
    suppressed: answered.suppressed,
    feeds: opened.store.feeds,
    problems: [...opened.problems(), ...matches.problems, ...answered.problems],
  };
}

async function answer(findings: readonly Finding[], inventory: Inventory, options: CheckOptions) {
  const { packages, os } = inventory;
  const purls = [...packages.map(({ purl }) => purl), ...options.image.purls];
  const { statements, problems } = await readVexPaths(options.vex ?? [], purls);
  const subjectOf = vexSubjects({ packages, image: options.image, os });
  const { kept, suppressed } = applyStatements(findings, { statements, subjectOf });
  const file = ignoreFile(options.ignoreFile);
  if (file === undefined) return { kept, suppressed, problems };
  const today = dayOf(options.now);
  const entries = readIgnoreFile(readFileSync(file, 'utf8'), file);
  const excepted = applyExceptions(kept, { entries, file, today });
  const expired = excepted.expired.map(
    ({ id, until, line }): Problem => ({
      code: 'exception-expired',
      message: `${file}:${line}: the exception for ${id} ended on ${until}: what it let pass is reported again`,
    }),
  );
  return {
    kept: excepted.kept,
    suppressed: [...suppressed, ...excepted.suppressed],
    problems: [...problems, ...expired],
  };
}

function ignoreFile(named: string | undefined): string | undefined {
  if (named === undefined) return IGNORE_FILES.find((name) => isFile(name));
  if (isFile(named)) return named;
  throw new UsageError('no-such-file', `there is no file of exceptions ${named}`);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
