import { glob } from '../../filesystem/file.ts';
import type { ImageDetector } from '../detector.ts';
import { checkConfig } from '../misconfiguration/check-config.ts';
import { configRules } from '../misconfiguration/config-rules.ts';

/** How the image says that it is to be run: user, environment, ports, volumes, signals. */
export const imageConfig: ImageDetector = {
  name: 'image-config',
  rules: configRules,
  needs: [glob('etc/{passwd,group}')],
  inspect: checkConfig,
};
