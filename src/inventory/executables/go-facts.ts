import { type GoBuildInfo, type GoSearch, readGoBuildInfo } from '../../format/go-build-info.ts';
import type { RandomAccess } from '../../format/random-access.ts';

/** Long, the same in most programs, and of no use to those who read facts. */
const LEFT_OUT = 'DefaultGODEBUG';

/** The build info of a Go program, as it is noted. */
export function goFacts(source: RandomAccess, search: GoSearch): GoBuildInfo | undefined {
  const info = readGoBuildInfo(source, search);
  return info && { ...info, settings: info.settings.filter(([key]) => key !== LEFT_OUT) };
}
