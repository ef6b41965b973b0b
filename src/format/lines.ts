/** The lines of a text, without their line feeds or carriage returns. Nothing is copied ahead of need. */
export function* lines(text: string): Iterable<string> {
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    yield end > start && text.charCodeAt(end - 1) === 0x0d ? text.slice(start, end - 1) : text.slice(start, end);
    start = end + 1;
  }
}
