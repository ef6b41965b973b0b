import { createHash } from 'node:crypto';
import { FormatError } from '../../base/errors.ts';
import type { FileEntry } from '../../filesystem/file.ts';
import { pathBytesOf } from '../../filesystem/node-table.ts';
import { isSystemPackage, type Sighting } from '../../inventory/sighting.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { programClue } from '../tampering/integrity-clue.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';
import { isTarget, targetNames } from '../tampering/names.ts';
import { isInLanguageFolder, isInSystemFolder } from '../tampering/places.ts';
import { type Program, surveyPrograms } from '../tampering/programs.ts';

/** More than an intruder changes: whoever strips or compresses programs changes all of them. */
const WHOLESALE_PROGRAMS = 40;
const WHOLESALE_PACKAGES = 8;
const MOST_FINDINGS = 200;
const MOST_EVIDENCE = 20;
const EXECUTE = 0o111;
/** Folders whose programs are called by their bare names. */
const COMMANDS = /^(?:usr\/)?s?bin\//;

/** What packages installed and somebody changed. */
export const modifiedSystemFiles: ImageDetector = {
  name: 'modified-system-files',
  rules: [
    {
      id: 'malware/trojaned-program',
      title: 'System program replaced',
      meaning:
        'A program or library that lets people in, starts everything else, or shows what runs is not what its package installed.',
      severity: 'high',
      falsePositives:
        'Images whose programs were all stripped or compressed say little of each; programs rebuilt in place of the packaged ones look the same and are better installed beside them.',
      references: ['T1554', 'T1556.003'],
    },
    {
      id: 'integrity/modified-executable',
      title: 'Program is not what its package installed',
      meaning: 'A program, library or script differs from what the manifest of its package says.',
      severity: 'high',
      falsePositives:
        'Package managers of languages upgrade in place what the distribution installed: such files are told together for each package, at low severity.',
      references: ['T1554'],
    },
    {
      id: 'integrity/loosened-mode',
      title: 'Program that others may write to',
      meaning: 'A layer let others than its owner write to programs of a package.',
      severity: 'low',
      falsePositives: 'Recursive chmod of whole folders does it without intent.',
      references: ['T1222.002'],
    },
  ],
  *inspect(subject) {
    const { modified } = surveyPrograms(subject);
    const changed = modified.map((program) => changeOf(program, subject)).filter((change) => isProgram(change.program));
    const wholesale = wholesaleLayers(changed.filter(({ kind }) => kind === 'content'));
    let told = 0;
    const rest = new Map<string, Change[]>();
    for (const change of changed) {
      if (change.kind === 'rights') continue;
      const isWholesale = wholesale.has(change.program.layer);
      if (change.kind === 'content' && isTargetFile(change.program)) yield clueOf(change, subject, isWholesale);
      if (change.kind === 'content' && !isWholesale && isOwnFinding(change.program) && told++ < MOST_FINDINGS) {
        yield findingOf(change);
      } else {
        const key = `${change.kind} ${change.package}`;
        rest.set(key, [...(rest.get(key) ?? []), change]);
      }
    }
    for (const changes of rest.values()) yield* findingOfPackage(changes);
    yield* replacedByLinks(subject);
  },
};

interface Change {
  readonly program: Program;
  /** `rights`: it now runs with another's rights, which is told elsewhere. */
  readonly kind: 'content' | 'mode' | 'rights';
  readonly package: string;
  readonly difference: string;
}

function changeOf(program: Program, { ownership }: DetectorSubject): Change {
  const { package: owner = '', expected = '', actual = '' } = ownership.modificationAt(program.node) ?? {};
  const isMode = expected.startsWith('mode ');
  const kind = !isMode ? 'content' : (program.mode & 0o6000) !== 0 ? 'rights' : 'mode';
  return { program, kind, package: owner, difference: `expected ${expected}, found ${actual}` };
}

/** Data that its package keeps elsewhere than in configuration is no program, whatever else is wrong with it. */
function isProgram({ kind, mode }: Program): boolean {
  return kind === 'elf' || kind === 'script' || kind === 'pe' || kind === 'macho' || (mode & EXECUTE) !== 0;
}

function isTargetFile({ path, name }: Program): boolean {
  return isTarget(name) && isInSystemFolder(path);
}

/** Does it deserve a finding of its own? */
function isOwnFinding(program: Program): boolean {
  if (isTargetFile(program)) return true;
  if (!isInSystemFolder(program.path) || isInLanguageFolder(program.path)) return false;
  return program.kind === 'elf' || (COMMANDS.test(program.path) && (program.mode & EXECUTE) !== 0);
}

function wholesaleLayers(changes: readonly Change[]): ReadonlySet<number> {
  const layers = new Map<number, { programs: number; readonly packages: Set<string> }>();
  for (const { program, package: owner } of changes) {
    if (program.kind !== 'elf') continue;
    const tally = layers.get(program.layer) ?? { programs: 0, packages: new Set<string>() };
    tally.programs++;
    tally.packages.add(owner);
    layers.set(program.layer, tally);
  }
  return new Set(
    [...layers]
      .filter(([, { programs, packages }]) => programs >= WHOLESALE_PROGRAMS && packages.size >= WHOLESALE_PACKAGES)
      .map(([layer]) => layer),
  );
}

function clueOf({ program, difference }: Change, subject: DetectorSubject, isWholesale: boolean): Clue {
  return programClue(subject, program, {
    rule: 'malware/trojaned-program',
    weight: isWholesale ? 'weak' : 'strong',
    family: 'tampering',
    excerpt: difference,
    does: `replaces /${program.path}, which its package installed, by ${kindText(program)}`,
  });
}

function kindText({ kind }: Pick<Program, 'kind'>): string {
  if (kind === 'elf') return 'another program';
  return kind === 'script' || kind === 'text' ? 'a script' : 'something else';
}

function findingOf({ program: { path, layer, ...program }, package: owner, difference }: Change): Finding {
  return integrityFinding({
    rule: 'integrity/modified-executable',
    about: path,
    severity: isTargetFile({ path, layer, ...program }) ? 'high' : 'medium',
    title: `/${path} is not what its package installed`,
    package: owner,
    evidence: [{ path, layer, excerpt: difference }],
    fix: 'Find out which build step changed it; reinstall the package if none should have.',
  });
}

function* findingOfPackage(changes: readonly Change[]): Iterable<Finding> {
  const [first] = changes;
  if (!first) return;
  const { kind, package: owner, program } = first;
  const what = changes.length === 1 ? `/${program.path}` : `${changes.length} programs of one package`;
  const are = changes.length === 1 ? 'is' : 'are';
  yield integrityFinding({
    rule: kind === 'mode' ? 'integrity/loosened-mode' : 'integrity/modified-executable',
    about: changes.length === 1 ? program.path : owner,
    severity: changes.some((each) => each.kind === 'content' && isTargetFile(each.program)) ? 'high' : 'low',
    title: kind === 'mode' ? `${what} can be written to by others` : `${what} ${are} not what the package installed`,
    package: owner,
    evidence: changes.slice(0, MOST_EVIDENCE).map(({ program: { path, layer }, difference }) => ({
      path,
      layer,
      excerpt: difference,
    })),
    fix:
      kind === 'mode'
        ? 'Let only root write to programs: chmod go-w.'
        : 'Find out which build step changed it; reinstall the package if none should have.',
  });
}

/** Programs that became links to something that no package owns. */
function* replacedByLinks(subject: DetectorSubject): Iterable<Clue | Finding> {
  const { tree, ownership } = subject;
  for (const folder of ['bin', 'sbin', 'usr/bin', 'usr/sbin']) {
    for (const name of targetNames()) {
      const link = tree.get(`${folder}/${name}`);
      if (link?.type !== 'symlink') continue;
      const file = tree.resolve(link.path);
      if (file?.type !== 'file' || ownership.claimAt(tree.nodes.find(pathBytesOf(file.path))) !== undefined) continue;
      const owner = ownership.ownerOf(link.path);
      if (!owner || !isSystemPackage(owner) || !wasFile(owner, name, link.link)) continue;
      yield* linkFindings(link, file, { subject, owner });
    }
  }
}

function* linkFindings(
  link: FileEntry,
  file: FileEntry,
  { subject, owner }: { readonly subject: DetectorSubject; readonly owner: Sighting },
): Iterable<Clue | Finding> {
  const excerpt = `a link to /${file.path}, which no package owns`;
  yield programClue(subject, link, {
    rule: 'malware/trojaned-program',
    weight: file.kind === 'elf' ? 'strong' : 'weak',
    family: 'tampering',
    excerpt,
    does: `replaces /${link.path}, which its package installed, by ${excerpt}`,
  });
  yield integrityFinding({
    rule: 'integrity/modified-executable',
    about: link.path,
    severity: 'high',
    title: `/${link.path} is not what its package installed`,
    package: owner.purl,
    evidence: [{ path: link.path, layer: link.layer, excerpt }],
    fix: 'Find out which build step changed it; reinstall the package if none should have.',
  });
}

/** Manifests give digests of files; those of Alpine give them of links' targets, too. */
function wasFile({ found }: Sighting, name: string, target = ''): boolean {
  try {
    for (const { path, digest, size } of found.owns?.() ?? []) {
      if (path.slice(path.lastIndexOf('/') + 1) === name && /(?:^|\/)s?bin\//.test(path))
        return digest !== undefined && size !== 0 && digest.hex !== hashOf(target);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return false;
}

function hashOf(target: string): string {
  return createHash('sha1').update(target).digest('hex');
}
