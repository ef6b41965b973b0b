/**
 * Reads the quoted text whose opening quote is at `start`; a backslash stands for the character after it.
 * Undefined when the quote is never closed. Written as a loop: a regular expression runs out of stack on hostile lengths.
 */
export function quotedText(text: string, start: number): { readonly value: string; readonly end: number } | undefined {
  const quote = text.charCodeAt(start);
  const parts: string[] = [];
  let from = start + 1;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      parts.push(text.slice(from, i));
      return { value: parts.join(''), end: i + 1 };
    }
    if (code !== 0x5c) continue;
    parts.push(text.slice(from, i));
    from = ++i;
  }
  return undefined;
}
