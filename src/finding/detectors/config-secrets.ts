import type { ImageConfig } from '../../image/image.ts';
import type { ImageDetector } from '../detector.ts';
import type { Evidence, Finding } from '../finding.ts';
import { assignedSecrets, commandSecrets, isSecretValue, secretSort } from '../secrets/assignment.ts';
import { findSecrets } from '../secrets/find-secrets.ts';
import { secretKinds } from '../secrets/kinds/index.ts';
import { webUrlKind } from '../secrets/kinds/urls.ts';
import { type Described, secretFinding, secretRule } from '../secrets/secret-rules.ts';

const VARIABLE: Described = {
  name: 'environment-variable',
  title: 'password or token in a variable or label',
  severity: 'high',
  told: 'name',
};
const COMMAND: Described = {
  name: 'command-line',
  title: 'password or token in a command',
  severity: 'high',
  told: 'name',
};

/** Secrets in the image's config and build history: everybody who may pull the image reads them without starting it. */
export const configSecrets: ImageDetector = {
  name: 'config-secrets',
  rules: [...secretKinds, webUrlKind, VARIABLE, COMMAND].map(secretRule),
  *inspect({ image }) {
    const found = new Map<string, { readonly kind: Described; readonly evidence: Evidence[]; isRun: boolean }>();
    const known: string[] = [];
    for (const { field, text, name } of textsOf(image.config)) {
      for (const { kind, value, masked } of secretsIn(text, name)) {
        const isOther = !found.has(`${kind.name}\n${value}`);
        if (isOther && (kind === VARIABLE || kind === COMMAND) && known.some((one) => one.includes(value))) continue;
        known.push(value);
        const entry = found.get(`${kind.name}\n${value}`) ?? { kind, evidence: [], isRun: false };
        if (entry.evidence.length < EVIDENCE) entry.evidence.push({ field, excerpt: masked });
        entry.isRun ||= !field.startsWith('history');
        found.set(`${kind.name}\n${value}`, entry);
      }
    }
    yield* findings([...found.values()]);
  },
};

/** Places that one finding names. */
const EVIDENCE = 10;
/** Characters of one field that are looked at. */
const LONGEST = 256 * 1024;
/** Fields of one config that are looked at. */
const FIELDS = 5_000;

/** One finding for each value; those of one kind in one field are one. */
function* findings(found: readonly { kind: Described; evidence: Evidence[]; isRun: boolean }[]): Iterable<Finding> {
  const bySubject = new Map<string, { kind: Described; subject: string; evidence: Evidence[]; isRun: boolean }>();
  for (const { kind, evidence, isRun } of found) {
    const subject = evidence[0]?.field ?? 'config';
    const entry = bySubject.get(`${kind.name}\n${subject}`) ?? { kind, subject, evidence: [], isRun };
    entry.evidence.push(...evidence.slice(0, EVIDENCE - entry.evidence.length));
    bySubject.set(`${kind.name}\n${subject}`, entry);
  }
  for (const { isRun, ...input } of bySubject.values()) {
    yield secretFinding({ ...input, reach: isRun ? 'started' : 'build-only' });
  }
}

interface ConfigText {
  /** As evidence names it. */
  readonly field: string;
  readonly text: string;
  /** Of a variable or label. */
  readonly name?: string;
}

function* textsOf(config: ImageConfig): Iterable<ConfigText> {
  for (const line of config.env.slice(0, FIELDS)) {
    const end = line.indexOf('=');
    const name = end < 0 ? line : line.slice(0, end);
    yield { field: `config.env.${name.slice(0, 100)}`, text: line, name };
  }
  for (const [name, value] of Object.entries(config.labels).slice(0, FIELDS)) {
    yield { field: `config.labels.${name.slice(0, 100)}`, text: `${name}=${value}`, name };
  }
  yield { field: 'config.entrypoint', text: (config.entrypoint ?? []).join(' ') };
  yield { field: 'config.cmd', text: (config.cmd ?? []).join(' ') };
  yield { field: 'config.healthcheck', text: (config.healthcheck?.test ?? []).join(' ') };
  yield { field: 'config.onbuild', text: config.onBuild.join('\n') };
  for (const [index, { createdBy = '', comment = '' }] of config.history.slice(0, FIELDS).entries()) {
    yield { field: `history[${index}]`, text: `${createdBy}\n${comment}` };
  }
}

function* secretsIn(
  whole: string,
  name: string | undefined,
): Iterable<{ kind: Described; value: string; masked: string }> {
  const text = whole.slice(0, LONGEST);
  const known = findSecrets(text);
  yield* known;
  const isNew = (value: string): boolean =>
    !known.some((one) => one.value.includes(value) || value.includes(one.value));
  if (name !== undefined) {
    const value = text.slice(name.length + 1);
    const sort = secretSort(name);
    if (sort && isSecretValue(value, sort) && isNew(value))
      yield { kind: VARIABLE, value, masked: `${name.slice(0, 100)}=…` };
    return;
  }
  for (const { value, masked } of assignedSecrets(text)) if (isNew(value)) yield { kind: COMMAND, value, masked };
  for (const { value, masked } of commandSecrets(text)) if (isNew(value)) yield { kind: COMMAND, value, masked };
}
