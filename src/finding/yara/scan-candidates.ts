import { limits } from '../../base/limits.ts';
import type { Problem } from '../../base/problem.ts';
import type { FileEntry } from '../../filesystem/file.ts';
import type { Finding } from '../finding.ts';
import type { Candidate } from './candidates.ts';
import { ruleFindings, type ScannedFile } from './rule-findings.ts';
import type { RuleScanner } from './rule-scanner.ts';

/** What the user's rules found, and what that cost. */
export interface RuleScan {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly cost: RuleCost;
}

/** What it took to hold the user's rules against one image. */
export interface RuleCost {
  readonly rules: number;
  /** Rule files that were used. */
  readonly ruleFiles: number;
  readonly compileSeconds: number;
  /** Files of the image that were scanned, and those with the same bytes as one of them. */
  readonly files: number;
  readonly repeats: number;
  readonly bytes: number;
  readonly scanSeconds: number;
}

export interface RuleScanOptions {
  readonly scanner: RuleScanner;
  /** How many rule files there are. */
  readonly ruleFiles: number;
  readonly signal: AbortSignal;
  /** `limits.ruleSecondsPerImage` unless a test cannot wait so long. */
  readonly secondsPerImage?: number;
}

/** Holds the user's rules against the candidates, in their order, as long as the budget lasts. @throws as `scanner.ready` */
export async function scanCandidates(candidates: readonly Candidate[], options: RuleScanOptions): Promise<RuleScan> {
  const { scanner, ruleFiles, signal } = options;
  const secondsPerImage = options.secondsPerImage ?? limits.ruleSecondsPerImage;
  const compiled = await scanner.ready;
  const problems: Problem[] = compiled.failed.map(({ path, message }) => ({
    code: 'unreadable-rules',
    message: `${path} does not compile, its rules were not used: ${message}`,
  }));
  const start = performance.now();
  const scanned: ScannedFile[] = [];
  let files = 0;
  let repeats = 0;
  let bytes = 0;
  for (const [position, candidate] of candidates.entries()) {
    signal.throwIfAborted();
    const { path, layer, size } = candidate.file;
    const left = candidates.length - position;
    if (performance.now() - start > secondsPerImage * 1000) {
      problems.push({
        code: 'over-limit',
        message: `rules took longer than ${secondsPerImage} s: ${left} files were not held against them`,
      });
      break;
    }
    const answer = await scanner.scan({ place: candidate.place, size, variables: variablesOf(candidate.file) });
    if (answer.kind === 'scanned') {
      if (answer.isRepeat) repeats++;
      else {
        files++;
        bytes += size;
      }
      if (answer.matches.length > 0) scanned.push({ candidate, matches: answer.matches });
      continue;
    }
    problems.push({ code: 'over-limit', path, layer, message: `${answer.message}; it was not held against them` });
    if (answer.kind === 'over') {
      problems.push({
        code: 'over-limit',
        message: `rules failed on too many files: ${left - 1} more were not held against them`,
      });
      break;
    }
  }
  const findings = ruleFindings(scanned);
  if (findings.length > MOST_FINDINGS) {
    problems.push({
      code: 'over-limit',
      message: `rules match ${findings.length} times; the report names the first ${MOST_FINDINGS}`,
    });
  }
  return {
    findings: findings.slice(0, MOST_FINDINGS),
    problems,
    cost: {
      rules: compiled.rules,
      ruleFiles: ruleFiles - compiled.failed.length,
      compileSeconds: rounded(compiled.milliseconds),
      files,
      repeats,
      bytes,
      scanSeconds: rounded(performance.now() - start),
    },
  };
}

/** Of one image: more than these are rules that match anything. */
const MOST_FINDINGS = 1_000;

function rounded(milliseconds: number): number {
  return Math.round(milliseconds) / 1000;
}

/** What the makers of signature-base and THOR tell rules of a file: its name, its folder, its extension with the dot. */
function variablesOf({ path, kind, uid }: FileEntry): Readonly<Record<string, string>> {
  const slash = path.lastIndexOf('/');
  const filename = path.slice(slash + 1);
  const dot = filename.lastIndexOf('.');
  return {
    filename,
    filepath: `/${path.slice(0, Math.max(0, slash))}`,
    extension: dot > 0 ? filename.slice(dot).toLowerCase() : '',
    filetype: FILE_TYPES[kind] ?? '',
    owner: uid === 0 ? 'root' : String(uid),
  };
}

const FILE_TYPES: Readonly<Partial<Record<FileEntry['kind'], string>>> = {
  elf: 'ELF',
  pe: 'EXE',
  macho: 'MACHO',
  zip: 'ZIP',
  gzip: 'GZIP',
  xz: 'XZ',
  zstd: 'ZSTD',
};
