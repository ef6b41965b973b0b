import { FormatError } from '../../base/errors.ts';
import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedDocument } from '../advisory-source.ts';
import { isCveId } from '../record-fields.ts';

/** FIRST's daily estimate, for every CVE, of how likely an attack is within 30 days. */
export const epss: AdvisorySource = {
  name: 'epss',
  homepage: 'https://www.first.org/epss/',
  license: 'free to use with attribution to FIRST',
  address: 'https://epss.empiricalsecurity.com/',
  version: 1,
  feedFor: () => 'epss',
  fetch: () => Promise.resolve({ kind: 'unchanged' }),
  parse: parseScores,
};

function* parseScores(document: FeedDocument): Iterable<Advisory> {
  const lines = linesOf(document.text);
  let hasHeader = false;
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue;
    if (!hasHeader) {
      if (line !== 'cve,epss,percentile') throw new FormatError(`${document.name} does not list cve,epss,percentile`);
      hasHeader = true;
      continue;
    }
    const advisory = readLine(line);
    if (advisory) yield advisory;
  }
  if (!hasHeader) throw new FormatError(`${document.name} is empty`);
}

function readLine(line: string): Advisory | undefined {
  const [id = '', probability, percentile, ...rest] = line.split(',', 4);
  const epss = { probability: portionIn(probability), percentile: portionIn(percentile) };
  if (!isCveId(id) || rest.length > 0 || Number.isNaN(epss.probability + epss.percentile)) return undefined;
  return { id, aliases: [], summary: '', cvss: [], references: [], epss, affected: [] };
}

function portionIn(text: string | undefined): number {
  const value = /^(?:\d(?:\.\d{1,12})?|\.\d{1,12}|\d(?:\.\d{1,12})?e-\d{1,2})$/i.test(text ?? '')
    ? Number(text)
    : Number.NaN;
  return value <= 1 ? value : Number.NaN;
}

/** Without a list of all of them: there are some hundred thousand. */
function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (end === -1) return;
    start = end + 1;
  }
}
