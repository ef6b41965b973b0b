// Turns measurements into figures, and figures into the table that is printed.
import { median } from './measure.mjs';

/** What Tidewaiter wants to reach. */
export const goals = { cold: 1.7, plain: 1.4, warm: 0.1, peakMegabytes: 350, start: 1.5 };

/** One row: medians, and ratios taken round by round, so that other load on the machine cancels out. */
export function summarize({ name, origin, files, layers }, measured) {
  const ratios = (above, below) => median(above.map((value, round) => value / below[round]));
  return {
    image: name,
    origin,
    uncompressedBytes: layers.reduce((sum, layer) => sum + layer.uncompressedBytes, 0),
    storedBytes: layers.reduce((sum, layer) => sum + layer.size, 0),
    files,
    layers: layers.length,
    floorMode: measured.mode,
    floorSeconds: median(measured.floor),
    coldSeconds: median(measured.cold),
    warmSeconds: median(measured.warm),
    cold: ratios(measured.cold, measured.floor),
    plain: ratios(measured.plain, measured.floor),
    verifyAll: ratios(measured.verifyAll, measured.floor),
    warm: ratios(measured.warm, measured.cold),
    peakMegabytes: Math.max(...measured.peakMegabytes),
    rounds: measured,
  };
}

export function renderTable(rows, start) {
  const heads = [
    'image',
    'size',
    'files',
    'layers',
    'floor s',
    'cold ×',
    'no detectors ×',
    'verify all ×',
    'warm × of cold',
    'RSS MB',
  ];
  const cells = rows.map((row) => [
    row.image,
    `${(row.uncompressedBytes / 1e6).toFixed(0)} MB`,
    String(row.files),
    String(row.layers),
    row.floorSeconds.toFixed(2),
    row.cold.toFixed(2),
    row.plain.toFixed(2),
    row.verifyAll.toFixed(2),
    row.warm.toFixed(3),
    row.peakMegabytes.toFixed(0),
  ]);
  const wanted = [
    'goal',
    '',
    '',
    '',
    '',
    `≤ ${goals.cold}`,
    `≤ ${goals.plain}`,
    '-',
    `≤ ${goals.warm}`,
    `≤ ${goals.peakMegabytes}`,
  ];
  const lines = columns([heads, ...cells, wanted]);
  const { ratio, versionSeconds, emptySeconds } = start;
  lines.push('', `tidewaiter --version: ${ratio.toFixed(2)} × an empty Node start (goal ≤ ${goals.start})`);
  lines.push(`  ${(versionSeconds * 1000).toFixed(0)} ms against ${(emptySeconds * 1000).toFixed(0)} ms`);
  for (const row of rows) lines.push(`floor of ${row.image}: ${row.floorMode}; files: ${row.origin}`);
  return [...lines, '', ...verdicts(rows, start)].join('\n');
}

function verdicts(rows, { ratio }) {
  const missed = rows.flatMap(({ image, cold, plain, warm, peakMegabytes }) => [
    ...(cold > goals.cold ? [`${image}: a cold scan takes ${cold.toFixed(2)} × the floor, not ≤ ${goals.cold}`] : []),
    ...(plain > goals.plain
      ? [`${image}: without detectors ${plain.toFixed(2)} × the floor, not ≤ ${goals.plain}`]
      : []),
    ...(warm > goals.warm ? [`${image}: a warm scan takes ${warm.toFixed(3)} of a cold one, not ≤ ${goals.warm}`] : []),
    ...(peakMegabytes > goals.peakMegabytes
      ? [`${image}: ${peakMegabytes.toFixed(0)} MB of memory, not ≤ ${goals.peakMegabytes}`]
      : []),
  ]);
  if (ratio > goals.start) missed.push(`--version takes ${ratio.toFixed(2)} empty Node starts, not ≤ ${goals.start}`);
  return missed.length === 0 ? ['All goals are met.'] : ['Goals missed:', ...missed.map((line) => `  ${line}`)];
}

export function columns(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '),
  );
}
