const ROW = 19;
const COLUMN = 8.43;
const MARGIN = 20;
const COLORS: Readonly<Record<string, string>> = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#e3b341',
  35: '#d2a8ff',
};

/** What a program printed, colours included, as a picture of a terminal. */
export function drawTerminal(text: string, { columns }: { columns: number }): string {
  const lines = text.trimEnd().split('\n');
  const width = Math.ceil(columns * COLUMN) + 2 * MARGIN;
  const height = lines.length * ROW + 2 * MARGIN;
  const rows = lines.map(
    (line, index) => `<text x="${MARGIN}" y="${MARGIN + 14 + index * ROW}">${drawLine(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<g fill="#e6edf3" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${rows.join('\n')}
</g>
</svg>
`;
}

function drawLine(line: string): string {
  const style = { bold: false, dim: false, color: '' };
  return line
    .split(/(\u001b\[[\d;]*m)/)
    .map((piece) => {
      const code = /^\u001b\[([\d;]*)m$/.exec(piece)?.[1];
      if (code === undefined) return piece === '' ? '' : `<tspan${attributes(style)}>${escapeXml(piece)}</tspan>`;
      if (code === '1') style.bold = true;
      else if (code === '2') style.dim = true;
      else if (code === '22') style.bold = style.dim = false;
      else style.color = COLORS[code] ?? '';
      return '';
    })
    .join('');
}

function attributes({ bold, dim, color }: { bold: boolean; dim: boolean; color: string }): string {
  return [bold ? ' font-weight="bold"' : '', dim ? ' opacity="0.6"' : '', color ? ` fill="${color}"` : ''].join('');
}

function escapeXml(text: string): string {
  // Renderers collapse plain spaces, whatever xml:space says.
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '\u00a0');
}
