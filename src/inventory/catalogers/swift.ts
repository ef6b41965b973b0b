import { FormatError } from '../../base/errors.ts';
import { asList, asObject, parseJson } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { declaredWord } from '../declared.ts';
import { descriptionText } from '../description.ts';

/** Swift packages of a Package.resolved left beside what was built from it. */
export const swift: Cataloger = {
  name: 'swift',
  version: 1,
  reads: [glob('**/Package.resolved')],
  *catalog(file) {
    // Checked-out dependencies carry lists of their own, which nothing here was built from.
    if (/(?:^|\/)\.build\/checkouts\//.test(file.path)) return;
    const document = asObject(parseJson(descriptionText(file)));
    // Format 1 has the pins inside `object` and other names for the same.
    const pins = document?.pins ?? asObject(document?.object)?.pins;
    if (!Array.isArray(pins)) throw new FormatError('no pins in Package.resolved');
    for (const pin of asList(pins)) {
      const fields = asObject(pin);
      const state = asObject(fields?.state);
      const name = repositoryName(declaredWord(fields?.location ?? fields?.repositoryURL) ?? '');
      const version = declaredWord(state?.version) ?? declaredWord(state?.revision) ?? '';
      if (name) yield { type: 'swift', name, version };
    }
  },
};

/** `https://github.com/apple/swift-nio.git` and `git@github.com:apple/swift-nio` are `github.com/apple/swift-nio`. */
function repositoryName(location: string): string | undefined {
  const [, host, path] =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[^/@\s]{1,200}@)?([\w.-]+(?::\d+)?)[:/]\/?([^\s?#]+)$/.exec(location) ?? [];
  const name = path?.replace(/\/+$/, '').replace(/\.git$/, '');
  return host?.includes('.') && name?.includes('/') ? declaredWord(`${host}/${name}`) : undefined;
}
