const LONGEST = 4_096;
const BUILDKIT = '# buildkit';

/** A layer's command as the Dockerfile had it: without the shell and the marks that builders put around it. */
export function shortCommand(createdBy: string): string {
  const written = createdBy.slice(0, LONGEST).trim();
  const text = written.endsWith(BUILDKIT) ? written.slice(0, -BUILDKIT.length).trim() : written;
  const instruction = /^\/bin\/sh -c #\(nop\)\s+(.*)$/s.exec(text);
  if (instruction) return instruction[1] ?? '';
  const build = /^(?:RUN (?:\|\d+ .*? )?)?\/bin\/sh -c (.*)$/s.exec(text);
  return build ? `RUN ${build[1] ?? ''}` : text;
}

/** Words as a shell would take them. */
export function writtenCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
