import { glob } from '../../filesystem/file.ts';
import type { ImageDetector } from '../detector.ts';
import { accountRules } from '../misconfiguration/account-rules.ts';
import { checkAccounts } from '../misconfiguration/check-accounts.ts';

/** Accounts of the image: passwords, numbers that are given twice, copies left behind. */
export const accountFiles: ImageDetector = {
  name: 'account-files',
  rules: accountRules,
  needs: [glob('etc/{passwd,group,shadow,shadow-}')],
  inspect: ({ tree }) => checkAccounts(tree),
};
