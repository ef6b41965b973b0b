const MEDIA =
  /\.(?:jpe?g|png|gif|bmp|ico|webp|tiff?|svg|mp[34]|avi|wav|ogg|mov|pdf|docx?|xlsx?|pptx?|rtf|ttf|woff2?)$/i;
const PLAIN = /\.(?:txt|css|csv|log|md|html?|json|xml|ya?ml|conf|cfg|ini)$/i;
const TWICE = /\.(?:jpe?g|png|gif|bmp|ico|webp|mp[34]|avi|wav|mov|pdf|docx?|xlsx?|pptx?|rtf)\s*\.(\w{2,4})$/i;
const RUNNABLE: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'elf',
  'bin',
  'run',
  'out',
  'exe',
  'scr',
  'com',
  'py',
  'pl',
]);

/** Does the name say that the file is a picture, a sound or a document? */
export function isMediaName(path: string): boolean {
  return MEDIA.test(path.slice(-16));
}

/** Does the name say that the file is some text that nobody runs? */
export function isPlainTextName(path: string): boolean {
  return PLAIN.test(path.slice(-16));
}

/** The second extension of a name that pretends to be a document: `sh` of `invoice.pdf.sh`. */
export function hiddenExtension(path: string): string | undefined {
  const extension = TWICE.exec(path.slice(-24))?.[1]?.toLowerCase();
  return extension !== undefined && RUNNABLE.has(extension) ? extension : undefined;
}
