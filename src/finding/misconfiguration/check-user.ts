import type { PlanStep } from '../../behavior/startup-plan.ts';
import type { Finding } from '../finding.ts';
import { aliasOfRoot, rootUser, unknownUser } from './config-rules.ts';
import type { ConfigSubject } from './config-subject.ts';
import { excerpt, misconfigured } from './misconfiguration.ts';
import { startsOnlyTools } from './purpose.ts';
import { type Account, readAccounts, readGroups } from './read-accounts.ts';

/** Judges the user that the image starts as. */
export function checkUser({ image, tree, startup }: ConfigSubject): Finding[] {
  const written = image.config.user ?? '';
  const evidence = [{ field: 'config.user', excerpt: written === '' ? 'no USER' : excerpt(written) }];
  const [name = '', group = ''] = written.split(':', 2);
  const accounts = readAccounts(tree);
  const uid = userId(name, accounts);
  const findings: Finding[] = [];
  if (uid === undefined && !isWindows(image.platform.os)) {
    const title = `USER names ${excerpt(name)}, which /etc/passwd does not have`;
    findings.push(misconfigured(unknownUser, { title, evidence }));
  } else if (group !== '' && !/^\d+$/.test(group) && readGroups(tree)?.some((each) => each.name === group) === false) {
    const title = `USER names the group ${excerpt(group)}, which /etc/group does not have`;
    findings.push(misconfigured(unknownUser, { title, evidence, about: 'group' }));
  }
  if (uid !== 0 || isWindows(image.platform.os)) return findings;
  if (name !== '' && name !== 'root' && !/^0+$/.test(name)) {
    const title = `USER names ${excerpt(name)}, whose user id is 0: it is root`;
    return [...findings, misconfigured(aliasOfRoot, { title, evidence })];
  }
  const main = startup.steps.filter(
    ({ cause, when }) => when === 'start' && (cause === 'entrypoint' || cause === 'cmd'),
  );
  if (startsOnlyTools(startup)) return findings;
  const heir = laterUser(main, accounts);
  const title =
    heir === undefined
      ? 'The image runs as root'
      : `The image starts as root, and hands over to the user ${excerpt(heir)}`;
  return [
    ...findings,
    misconfigured(rootUser, { title, evidence, severity: heir === undefined ? 'low' : 'negligible' }),
  ];
}

function isWindows(os: string): boolean {
  return os === 'windows';
}

type Accounts = readonly Account[] | undefined;

/** Undefined where it names an account that is not there. */
function userId(name: string, accounts: Accounts): number | undefined {
  if (name === '' || name === 'root') return 0;
  if (/^\d{1,10}$/.test(name)) return Number(name);
  // Without a passwd that could be read nothing is known: taken for an ordinary user.
  return accounts === undefined ? Number.NaN : accounts.find((account) => account.name === name)?.uid;
}

const MOST_STEPS = 20_000;
const MOST_SERVICES = 200;

/** The user other than root that the start ends with: the first one on the way, or of the first service where all have one. */
function laterUser(steps: readonly PlanStep[], accounts: Accounts): string | undefined {
  const services: PlanStep[] = [];
  const pending = [...steps].reverse();
  let seen = 0;
  for (let step = pending.pop(); step !== undefined && seen < MOST_STEPS; step = pending.pop(), seen++) {
    if (isOther(step.user, accounts)) return step.user;
    for (const below of [...step.steps].reverse()) {
      if (below.cause === 'service') services.push(below);
      else if (below.when === 'start' || below.when === 'service') pending.push(below);
    }
  }
  const users = services
    .slice(0, MOST_SERVICES)
    .map((service) => (isOther(service.user, accounts) ? service.user : laterUser(service.steps, accounts)));
  return users.every((user) => user !== undefined) ? users[0] : undefined;
}

function isOther(user: string | undefined, accounts: Accounts): boolean {
  return user !== undefined && !user.includes('\ufffc') && userId(user.split(':', 1)[0] ?? '', accounts) !== 0;
}
