import type { Call, Consequence } from './launcher.ts';

/** What s6-overlay starts: its initialisation scripts, the services of its bundles, and the command. */
export function* overlayServices(call: Call): Iterable<Consequence> {
  const { files } = call;
  for (const name of files.names('etc/cont-init.d'))
    yield { run: [`/etc/cont-init.d/${name}`], cause: 'service', when: 'start' };
  for (const folder of ['etc/s6-overlay/s6-rc.d', 'etc/s6-overlay/user-bundles.d']) {
    for (const name of files.names(folder)) yield* definition(call, `${folder}/${name}`);
  }
  yield* scannedServices(call, 'etc/services.d');
  if (call.words.length > 0) yield { run: call.words, cause: 'cmd', when: 'start' };
}

/** A service or oneshot of s6-rc that the `user` bundle, or one that it holds, contains. */
function* definition({ files }: Call, folder: string): Iterable<Consequence> {
  const type = files.text(`${folder}/type`)?.trim();
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const bundles = ['user', 'user2'].map((bundle) => `etc/s6-overlay/s6-rc.d/${bundle}/contents.d/${name}`);
  if (!bundles.some((path) => files.tree.resolve(path)) && !/^(?:base|init-)/.test(name)) return;
  if (type === 'longrun') yield { run: [`/${folder}/run`], cause: 'service', when: 'service' };
  if (type !== 'oneshot') return;
  const command = files.text(`${folder}/up`)?.trim();
  // A oneshot's `up` is one line for execline, most often the path of a script.
  if (command)
    yield { run: command.split(/\s+/), cause: 'service', when: 'start', from: { path: `${folder}/up`, line: 1 } };
}

/** The services of a scanned folder. */
export function* scannedServices({ files }: Call, folder: string): Iterable<Consequence> {
  for (const name of files.names(folder)) {
    if (files.tree.resolve(`${folder}/${name}/down`)) continue;
    if (files.tree.resolve(`${folder}/${name}/run`))
      yield { run: [`/${folder}/${name}/run`], cause: 'service', when: 'service', folder: `${folder}/${name}` };
  }
}
