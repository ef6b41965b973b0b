import type { Detector } from '../detector.ts';
import { encryptedPrograms } from './encrypted-programs.ts';
import { kernelRootkits } from './kernel-rootkits.ts';
import { knownFamilies } from './malware-families.ts';
import { minerCommands } from './miner-commands.ts';
import { minerConfigs } from './miner-configs.ts';
import { minerPrograms } from './miner-programs.ts';
import { misplacedDaemons } from './misplaced-daemons.ts';
import { packedPrograms } from './packed-programs.ts';
import { preloadRootkits } from './preload-rootkits.ts';
import { processMasquerade } from './process-masquerade.ts';
import { webMiners } from './web-miners.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  encryptedPrograms,
  kernelRootkits,
  knownFamilies,
  minerCommands,
  minerConfigs,
  minerPrograms,
  misplacedDaemons,
  packedPrograms,
  preloadRootkits,
  processMasquerade,
  webMiners,
];
