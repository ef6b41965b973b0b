import { FILE_KINDS, FILE_TYPES, type LayerIndex, rowHashes, rowLink, rowPath } from '../../filesystem/layer-index.ts';
import { PRESENT, pathBytesIn } from '../../filesystem/node-table.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { integrityFinding } from '../tampering/integrity-finding.ts';

const FILE = FILE_TYPES.indexOf('file');
const SYMLINK = FILE_TYPES.indexOf('symlink');
const MOST_TOLD = 20;

/** Layers made to be unpacked to more than they show, or to somewhere else. */
export const layerTricks: ImageDetector = {
  name: 'layer-tricks',
  rules: [
    {
      id: 'malware/path-escape',
      title: 'Archive entry that leaves the image',
      meaning:
        'A layer has entries whose paths or links climb out of the image: careless unpackers write them to the host.',
      severity: 'high',
      falsePositives:
        'Leading slashes and links within the image are ordinary and not told; no build tool makes such paths.',
      references: ['T1611', 'CVE-2019-14271', 'CWE-22'],
    },
    {
      id: 'integrity/path-escape',
      title: 'Archive entry that leaves the image',
      meaning: 'A layer has entries whose paths or links climb out of the image.',
      severity: 'high',
      falsePositives: 'No build tool makes such paths.',
      references: ['CWE-22', 'CWE-59'],
    },
    {
      id: 'integrity/duplicate-path',
      title: 'One path with two contents in one layer',
      meaning: 'A layer holds two files of the same path: tools that read the first one see another image than runs.',
      severity: 'medium',
      falsePositives: 'Folders, and files of the same bytes, may come twice and are not told.',
      references: ['T1027'],
    },
    {
      id: 'integrity/foreign-layer',
      title: 'Layer whose bytes are kept elsewhere',
      meaning: 'The image names a layer that comes from an address of its own, and that no scan sees.',
      severity: 'medium',
      falsePositives: 'Images for Windows take their base from its maker that way and are not told.',
      references: ['T1105'],
    },
  ],
  *inspect(subject) {
    for (const [index, layer] of subject.layers.entries()) {
      yield* escapes(layer, index);
      yield* duplicates(layer, index, subject);
    }
    yield* foreignLayers(subject);
  },
};

function* escapes(layer: LayerIndex, index: number): Iterable<Clue | Finding> {
  const climbing = layer.problems
    .filter(({ code, message }) => code === 'unsafe-path' && message.includes('climbs out of the image'))
    .map(({ path = '', message }) => ({ path, excerpt: message }));
  const through = writesThroughLinks(layer).map(({ path, link }) => ({
    path,
    excerpt: `written through a link to ${link}, which climbs out of the image`,
  }));
  for (const { path, excerpt } of [...climbing, ...through].slice(0, MOST_TOLD)) {
    const evidence = { path, layer: index, excerpt: excerpt.slice(0, 200) };
    yield {
      rule: 'malware/path-escape',
      weight: 'strong',
      family: 'escape',
      subject: path,
      evidence,
      reach: 'present',
      does: 'would be written outside the image by a careless unpacker',
    };
    yield integrityFinding({
      rule: 'integrity/path-escape',
      about: `${index} ${path}`,
      severity: 'high',
      title: `Layer ${index + 1} has an entry that climbs out of the image: ${path}`,
      evidence: [evidence],
      fix: 'Do not unpack this image with anything that trusts paths; ask its maker how it was built.',
    });
  }
}

/** Entries below links of their own layer that lead above the root. */
function writesThroughLinks({ columns }: LayerIndex): { path: string; link: string }[] {
  const links = new Map<string, string>();
  for (let row = 0; row < columns.count; row++) {
    if (columns.type[row] !== SYMLINK) continue;
    const link = rowLink(columns, row);
    if (!link.startsWith('..')) continue;
    const path = rowPath(columns, row);
    if (climbsOut(path, link)) links.set(path, link);
  }
  const found: { path: string; link: string }[] = [];
  for (let row = 0; links.size > 0 && row < columns.count && found.length < MOST_TOLD; row++) {
    const path = rowPath(columns, row);
    for (const [folder, link] of links) if (path.startsWith(`${folder}/`)) found.push({ path, link });
  }
  return found;
}

function climbsOut(path: string, link: string): boolean {
  let depth = path.split('/').length - 1;
  for (const part of link.split('/')) {
    if (part === '..') depth--;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}

/** Files that another file of the same layer and path takes the place of, with other bytes. */
function* duplicates({ columns }: LayerIndex, index: number, { tree }: DetectorSubject): Iterable<Finding> {
  const { nodes } = tree;
  let told = 0;
  for (let row = 0; row < columns.count && told < MOST_TOLD; row++) {
    if (columns.type[row] !== FILE) continue;
    const start = columns.pathStart[row] as number;
    const node = nodes.find(pathBytesIn(columns.pool.subarray(start, start + (columns.pathLength[row] as number))));
    if (node <= 0 || nodes.state(node) !== PRESENT || nodes.contentLayer(node) !== index) continue;
    const shown = nodes.contentRow(node);
    if (nodes.ownLayer(node) !== index || shown <= row || columns.type[shown] !== FILE) continue;
    if (isSame(columns, row, shown)) continue;
    told++;
    const path = rowPath(columns, row);
    const [first, last] = [row, shown].map((each) => FILE_KINDS[columns.kind[each] as number] ?? 'binary');
    const isProgram = last === 'elf' || last === 'script' || first === 'elf' || first === 'script';
    yield integrityFinding({
      rule: 'integrity/duplicate-path',
      about: `${index} ${path}`,
      severity: isProgram ? 'medium' : 'low',
      title: `Layer ${index + 1} has two files /${path}, with other bytes`,
      evidence: [
        {
          path,
          layer: index,
          excerpt: `first ${first}, ${columns.size[row]} bytes; last ${last}, ${columns.size[shown]} bytes`,
        },
      ],
      fix: 'Ask the maker how the layer was built; tools disagree on which of the two counts.',
    });
  }
}

function isSame(columns: LayerIndex['columns'], a: number, b: number): boolean {
  // A hardlink's row is its target's, which has another path.
  if (columns.pathLength[a] !== columns.pathLength[b] || rowPath(columns, a) !== rowPath(columns, b)) return true;
  if (columns.size[a] !== columns.size[b]) return false;
  const [one, other] = [rowHashes(columns, a), rowHashes(columns, b)];
  // Where nothing was hashed nothing is known.
  return !one || !other || one.sha256 === other.sha256 || (one.sha256 === undefined && one.md5 === other.md5);
}

function* foreignLayers({ image }: DetectorSubject): Iterable<Finding> {
  if (image.platform.os === 'windows') return;
  for (const { index, mediaType, digest } of image.layers) {
    if (!/foreign|nondistributable/.test(mediaType)) continue;
    yield integrityFinding({
      rule: 'integrity/foreign-layer',
      about: `${index}`,
      severity: 'medium',
      title: `Layer ${index + 1} is kept elsewhere than the image`,
      evidence: [{ layer: index, excerpt: `${mediaType.slice(0, 120)} ${digest ?? ''}`.trim() }],
      fix: 'Take an image whose layers are all in its registry.',
    });
  }
}
