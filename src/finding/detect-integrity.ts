import { sha256 } from '../base/digest.ts';
import type { Account } from '../inventory/account.ts';
import type { Finding } from './finding.ts';

/** Programs, libraries and scripts that are not what their package installed. */
export function detectModified(account: Account): Finding[] {
  return account.modified
    .filter(({ executable }) => executable)
    .map(({ path, layer, package: owner, expected = '', actual = '' }) => ({
      id: sha256(`integrity/modified-executable\n${path}`).slice('sha256:'.length, 'sha256:'.length + 16),
      kind: 'integrity',
      rule: 'integrity/modified-executable',
      severity: 'high',
      title: `/${path} is not what its package installed`,
      package: owner,
      evidence: [{ path, layer, excerpt: `expected ${expected}, found ${actual}` }],
      fix: 'Find out which build step changed it; reinstall the package if none should have.',
    }));
}
