import { readFileSync, statSync } from 'node:fs';
import { FormatError, UsageError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { Problem } from '../base/problem.ts';
import { readVex } from '../finding/vex/read-vex.ts';
import { openVexRepository } from '../finding/vex/repository.ts';
import type { VexStatement } from '../finding/vex/statement.ts';

/**
 * The statements of VEX documents, and of VEX repositories about these package URLs, in the order of the paths.
 * @throws UsageError where a path is no such thing.
 */
export async function readVexPaths(
  paths: readonly string[],
  purls: readonly string[],
): Promise<{ statements: VexStatement[]; problems: Problem[] }> {
  const statements: VexStatement[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw new UsageError('no-such-file', `there is no VEX document or repository ${path}`);
    if (stat.isDirectory()) {
      const found = await (await openVexRepository(path)).statementsFor(purls);
      statements.push(...found.statements);
      problems.push(...found.problems.map((message): Problem => ({ code: 'unreadable-vex', message })));
    } else statements.push(...readFile(path, stat.size));
  }
  return { statements, problems };
}

function readFile(path: string, sizeBytes: number): VexStatement[] {
  if (sizeBytes > limits.vexDocument) throw new UsageError('bad-config', `${path} is too large for a VEX document`);
  try {
    return readVex(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError('bad-config', `${path} is no VEX document: ${error.message}`, { cause: error });
  }
}
