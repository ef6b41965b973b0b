import type { ImageDetector } from '../detector.ts';
import { checkSettings, settingsFiles } from '../misconfiguration/check-settings.ts';
import { settingsRules } from '../misconfiguration/settings-rules.ts';

/** Configuration files that trust what they should not, or let in whom they should not. */
export const unsafeSettings: ImageDetector = {
  name: 'unsafe-settings',
  rules: settingsRules,
  needs: settingsFiles,
  inspect: checkSettings,
};
