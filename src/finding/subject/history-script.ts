/** The shell text of a `RUN` that stands in a build history; undefined for other instructions. */
export function historyScript(createdBy: string): string | undefined {
  const text = createdBy
    .replace(/^RUN /, '')
    .replace(/\s*# buildkit\s*$/, '')
    .replace(/^\|\d+ (?=.*?\/bin\/)/s, '')
    .trimStart();
  const shell =
    /^(?:(?:[A-Za-z_]\w*=\S*\s+){0,64})?(?:\/usr)?\/bin\/(?:ba|da|a)?sh(?: -[a-z]+| -o pipefail){1,6} (.*)$/s.exec(
      text,
    );
  if (!shell) return createdBy.startsWith('RUN ') ? text : undefined;
  const [, script = ''] = shell;
  return script.startsWith('#(nop)') ? undefined : script;
}
