import { sha256 } from '../../base/digest.ts';
import type { Rule } from '../detector.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { SecretKind } from './secret-kind.ts';

/** What a rule of this floor is told of: kinds of tokens, and kinds of files that hold secrets. */
export type Described = Pick<SecretKind, 'name' | 'title' | 'severity' | 'told' | 'fix' | 'falsePositives'>;

/** The rule of a kind, for `tidewaiter rules`. */
export function secretRule(kind: Described): Rule {
  return {
    id: `secret/${kind.name}`,
    title: kind.title.charAt(0).toUpperCase() + kind.title.slice(1),
    meaning: `Whoever can pull the image has this ${kind.title}. Deleting it in a later layer does not take it out.`,
    severity: kind.severity,
    falsePositives: kind.falsePositives ?? FALSE_POSITIVES[kind.told],
    references: ['T1552.001', 'https://docs.docker.com/build/building/secrets/'],
  };
}

const FALSE_POSITIVES: Readonly<Record<SecretKind['told'], string>> = {
  checksum: 'Its checksum is verified: a made-up value passes once in four thousand million.',
  structure:
    'Its structure is read, not only its first line. Keys of test suites, examples, documentation and of packages are left out.',
  shape:
    'Prefix, length, alphabet and randomness are tested; examples, placeholders, test folders and files of packages are left out.',
  name: 'A value of the right length, alphabet and randomness beside a name that says what it is; placeholders, variables, test folders and files of packages are left out.',
};

export interface SecretFindingInput {
  readonly kind: Described;
  /** Path without a leading slash, or field of the config. */
  readonly subject: string;
  readonly evidence: readonly Evidence[];
  readonly hidden?: boolean;
  readonly reach?: Finding['reach'];
}

/** The finding of a kind in one file, or in the config. */
export function secretFinding({ kind, subject, evidence, hidden, reach }: SecretFindingInput): Finding {
  const [first] = evidence;
  const where = first?.path === undefined ? `the image's ${subject}` : `/${subject}`;
  const gone =
    hidden && first?.layer !== undefined
      ? ` in layer ${first.layer}, which a later layer hides but does not remove`
      : '';
  const place = hidden ? `${subject}\n${first?.layer ?? ''}` : subject;
  return {
    id: sha256(`secret/${kind.name}\n${place}`).slice('sha256:'.length, 'sha256:'.length + 16),
    kind: 'secret',
    rule: `secret/${kind.name}`,
    severity: kind.severity,
    title: `Secret in ${where}${gone}: ${kind.title}`,
    evidence,
    ...(reach ? { reach } : {}),
    ...(hidden ? { hidden } : {}),
    fix: `${kind.fix ?? 'Revoke it and make a new one.'} ${first?.path === undefined ? CONFIG_FIX : FILE_FIX}`,
  };
}

const FILE_FIX =
  'Give it to builds by `RUN --mount=type=secret`, or to the container when it runs; list the file in .dockerignore.';
const CONFIG_FIX =
  'Give it to builds by `RUN --mount=type=secret` instead of ARG and ENV, or to the container when it runs.';
