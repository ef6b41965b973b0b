import type { FileHeader } from '../filesystem/file.ts';
import type { BodyTap } from '../filesystem/tap.ts';
import type { RandomAccess } from '../format/random-access.ts';
import { elfFacts } from './executables/elf-facts.ts';
import { EXECUTABLE_TAP, type ExecutableFacts } from './executables/facts.ts';
import { machoFacts } from './executables/macho-facts.ts';
import { peFacts } from './executables/pe-facts.ts';

export { EXECUTABLE_TAP, type ExecutableFacts, executableFacts } from './executables/facts.ts';

/** Examines every executable, library and object file once, for all that read facts of executables. */
export const executableTap: BodyTap = {
  name: EXECUTABLE_TAP,
  version: 1,
  wants: ({ kind }) => kind === 'elf' || kind === 'pe' || kind === 'macho',
  examine: factsOf,
};

function factsOf(body: RandomAccess, { kind }: Pick<FileHeader, 'kind'>): ExecutableFacts | undefined {
  if (kind === 'elf') return elfFacts(body);
  if (kind === 'pe') return peFacts(body);
  return kind === 'macho' ? machoFacts(body) : undefined;
}
