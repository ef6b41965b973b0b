import { limits } from '../base/limits.ts';
import type { Problem, ProblemCode } from '../base/problem.ts';

/** Collects problems; past `limits.problemsPerCode` of one code it counts instead of listing. */
export interface ProblemList {
  add(problem: Problem): void;
  /** All of them, with one line per code for those that were only counted. */
  finish(): Problem[];
}

export function createProblemList(): ProblemList {
  const listed: Problem[] = [];
  const counts = new Map<ProblemCode, number>();
  return {
    add(problem) {
      const count = (counts.get(problem.code) ?? 0) + 1;
      counts.set(problem.code, count);
      if (count <= limits.problemsPerCode) listed.push(problem);
    },
    finish() {
      const rest = [...counts].filter(([, count]) => count > limits.problemsPerCode);
      return [
        ...listed,
        ...rest.map(([code, count]) => ({ code, message: `and ${count - limits.problemsPerCode} more of this kind` })),
      ];
    },
  };
}
