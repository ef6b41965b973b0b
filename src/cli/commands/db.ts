import { type Command, Option } from 'commander';
import { type FeedFolder, feedFolderPath, openFeedFolder } from '../../advisory/feed-folder.ts';
import { advisorySources } from '../../advisory/sources/index.ts';
import { pullFeeds, pushFeeds } from '../../advisory/transfer/artifact.ts';
import { writeBundle } from '../../advisory/transfer/bundle.ts';
import { type Intake, openIntake } from '../../advisory/transfer/intake.ts';
import { type Outgoing, openOutgoing } from '../../advisory/transfer/outgoing.ts';
import { defaultCacheFolder } from '../../base/cache-folder.ts';
import { UsageError } from '../../base/errors.ts';
import { counted, formatBytes } from '../../report/formats/quantities.ts';
import { amount, collect, whereFeedsAre } from '../advisory-options.ts';
import { readBundleFile, writeBundleFile } from '../bundle-file.ts';
import { overviewOf, overviewText } from '../feed-table.ts';
import { arrivalWords, feedTitle, titled } from '../feed-words.ts';
import { addRegistryOptions, type RegistryFlags, registryOptions } from '../registry-options.ts';
import { startTimeLimit } from '../time-limit.ts';
import { chosenFeeds, updateAll } from '../update-all.ts';

interface FolderFlags {
  readonly cacheDir?: string;
}
interface WorkFlags extends FolderFlags {
  readonly timeout: string;
  readonly quiet?: boolean;
}
interface UpdateFlags extends WorkFlags {
  readonly refreshAfter: string;
  readonly withFeed?: readonly string[];
  readonly withoutFeed?: readonly string[];
  readonly caFile?: string;
  readonly feeds?: string;
}
type TransferFlags = WorkFlags & RegistryFlags & { readonly force?: boolean };

/** `tidewaiter db`: the advisories at hand: what there is, newer ones, and sharing them with others. */
export function addDbCommand(program: Command, finish: (exitCode: number) => void): void {
  const db = program.command('db').description('see, update and share the advisories at hand');
  addFolder(db.command('status', { isDefault: true }).description('which feeds there are, how large and how old'))
    .addOption(new Option('-f, --format <format>', 'how to show them').choices(['text', 'json']).default('text'))
    .addOption(variable('--max-feed-age <days>', 'what counts as too old').default('5'))
    .action((flags: FolderFlags & { format: string; maxFeedAge: string }) => {
      const oldestDays = amount(flags.maxFeedAge, '--max-feed-age');
      const now = new Date();
      const overview = overviewOf(folderOf(flags), { now, oldestDays });
      say(flags.format === 'json' ? `${JSON.stringify(overview, undefined, 2)}\n` : overviewText(overview, now));
    });
  addWork(db.command('update').description('fetch what is new'))
    .argument('[ecosystem...]', 'npm, debian:12, alpine:3.20 and the like; without any, all feeds at hand')
    .addOption(variable('--feeds <where>', 'mirror of all feeds: an address or a folder'))
    .option('--refresh-after <hours>', 'leave feeds alone that were heard of more recently', '0')
    .addOption(variable('--with-feed <name>', 'ask a feed that needs opting in; repeatable').argParser(collect))
    .addOption(variable('--without-feed <name>', 'do not ask a feed; repeatable').argParser(collect))
    .addOption(variable('--ca-file <file>', 'more certificate authorities (PEM)'))
    .action((ecosystems: string[], flags: UpdateFlags) => update(ecosystems, flags, finish));
  addFolder(db.command('export').description('write all feeds to one archive'))
    .argument('<file>', 'x.tar, x.tar.gz, or - for standard output')
    .action((file: string, flags: FolderFlags) =>
      sending(flags, async ({ feeds }) => {
        await writeBundleFile(file, writeBundle(feeds));
        tell(`wrote ${counted(feeds.length, 'feed')}, ${sizeOf({ feeds })}\n`);
      }),
    );
  addFolder(db.command('import').description('take the feeds of such an archive that are newer than those at hand'))
    .argument('<file>', 'the archive, or - for standard input')
    .option('--force', 'take also what is not newer')
    .action((file: string, flags: FolderFlags & { force?: boolean }) =>
      taking(flags, (intake) => readBundleFile(file, intake, new AbortController().signal)),
    );
  addRegistryOptions(addWork(db.command('push').description('put all feeds into a registry')))
    .argument('<reference>', 'registry.example/team/advisories:latest')
    .action(async (reference: string, flags: TransferFlags) =>
      sending(flags, ({ feeds }) =>
        working(flags, async (signal, notice) => {
          const registry = await registryOptions(flags);
          const name = await pushFeeds(reference, feeds, {
            ...{ registry, environment: process.env, signal, notice },
            pushed: (manifest, how) =>
              notice(`${feedTitle(manifest)}: ${how === 'stored' ? formatBytes(manifest.sizeBytes) : 'was there'}`),
          });
          say(`${name}\n`);
        }),
      ),
    );
  addRegistryOptions(addWork(db.command('pull').description('take those that are newer than those at hand')))
    .argument('<reference>', 'where others have put them')
    .option('--force', 'take also what is not newer')
    .action((reference: string, flags: TransferFlags) =>
      working(flags, async (signal, notice) => {
        const registry = await registryOptions(flags);
        await taking(flags, async (intake) => {
          await pullFeeds(reference, intake, {
            ...{ registry, environment: process.env, signal, notice },
            pulling: (manifest) => notice(`${feedTitle(manifest)}: ${formatBytes(manifest.sizeBytes)} …`),
          });
        });
      }),
    );
}

async function update(
  ecosystems: readonly string[],
  flags: UpdateFlags,
  finish: (exitCode: number) => void,
): Promise<void> {
  const maxAgeHours = amount(flags.refreshAfter, '--refresh-after');
  const folder = folderOf(flags);
  const { withFeed, withoutFeed, caFile } = flags;
  const needed = chosenFeeds(folder, {
    ecosystems,
    ...(withFeed ? { withSources: withFeed } : {}),
    ...(withoutFeed ? { withoutSources: withoutFeed } : {}),
  });
  if (needed.length === 0) return say(overviewText({ ...overviewOf(folder, NO_LIMIT), feeds: [] }, NO_LIMIT.now));
  await working(flags, async (signal, notice) => {
    const talk = { say, notice, warn: (text: string) => tell(`tidewaiter: ${text}\n`) };
    const mirror = flags.feeds === undefined ? {} : { TIDEWAITER_FEEDS: whereFeedsAre(flags.feeds) };
    const options = { folder, environment: { ...process.env, ...mirror }, signal, maxAgeHours, caFile };
    if (!(await updateAll(needed, { ...options, ...talk }))) finish(3);
  });
}

const NO_LIMIT = { now: new Date(0), oldestDays: 0 };

/** Opens what there is, for others. @throws UsageError where there is nothing. */
async function sending(flags: FolderFlags, send: (outgoing: Outgoing) => Promise<void>): Promise<void> {
  const folder = folderOf(flags);
  const outgoing = openOutgoing(folder);
  try {
    if (outgoing.feeds.length === 0) {
      const advice = '"tidewaiter db update npm debian:12", for example, fetches some';
      throw new UsageError('no-such-file', `there are no advisories at hand in ${folder.path}: ${advice}`);
    }
    await send(outgoing);
  } finally {
    outgoing.close();
  }
}

/** Takes what others have, and says what. */
async function taking(
  flags: FolderFlags & { readonly force?: boolean },
  receive: (intake: Intake) => Promise<void>,
): Promise<void> {
  const now = new Date();
  const sources = new Set(advisorySources.map(({ name }) => name));
  const intake = openIntake({ folder: folderOf(flags), sources, now, ...(flags.force ? { force: true } : {}) });
  try {
    await receive(intake);
    const arrivals = await intake.take();
    const titles = arrivals.map(({ manifest }) => feedTitle(manifest));
    for (const [at, arrival] of arrivals.entries()) say(titled(titles[at] ?? '', arrivalWords(arrival, now), titles));
    const taken = arrivals.filter(({ outcome }) => outcome === 'taken').length;
    say(`${taken} of ${counted(arrivals.length, 'feed')} taken\n`);
  } finally {
    intake.close();
  }
}

/** Runs with a time limit, and tells what goes on unless that is not wanted. */
async function working(
  { timeout, quiet }: WorkFlags,
  work: (signal: AbortSignal, notice: (text: string) => void) => Promise<void>,
): Promise<void> {
  const limit = startTimeLimit(timeout);
  try {
    await work(limit.signal, (text) => (quiet ? undefined : tell(`${text}\n`)));
  } finally {
    limit.done();
  }
}

function folderOf({ cacheDir }: FolderFlags): FeedFolder {
  return openFeedFolder(feedFolderPath(cacheDir ?? defaultCacheFolder(process.env)));
}

function sizeOf({ feeds }: Pick<Outgoing, 'feeds'>): string {
  return formatBytes(feeds.reduce((sum, { manifest }) => sum + manifest.sizeBytes, 0));
}

function addFolder(command: Command): Command {
  return command.option('--cache-dir <folder>', 'another cache than the default');
}

function addWork(command: Command): Command {
  return addFolder(command)
    .addOption(variable('--timeout <duration>', 'give up after 90s, 10m, 1h; 0 waits for ever').default('30m'))
    .addOption(variable('-q, --quiet', 'no progress on standard error'));
}

/** An option that an environment variable can set too. */
function variable(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.env(`TIDEWAITER_${option.name().replaceAll('-', '_').toUpperCase()}`);
}

function say(text: string): void {
  process.stdout.write(text);
}

function tell(text: string): void {
  process.stderr.write(text);
}
