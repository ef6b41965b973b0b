import type { ImageDetector } from '../detector.ts';
import { checkModes } from '../misconfiguration/check-modes.ts';
import { modeRules } from '../misconfiguration/mode-rules.ts';

/** Files that give rights away: setuid, setgid, writable for everybody. */
export const fileModes: ImageDetector = {
  name: 'file-modes',
  rules: modeRules,
  inspect: checkModes,
};
