import { limits } from '../../base/limits.ts';
import type { FilePattern } from '../../filesystem/file.ts';
import { compilePatterns } from '../../filesystem/patterns.ts';
import type { StreamTap } from '../../filesystem/tap.ts';
import type { DetectorSubject, NotedFile } from '../detector.ts';

export interface TextTapOptions {
  readonly name: string;
  readonly version: number;
  readonly reads: readonly FilePattern[];
  /** Is there anything to be read in it? All texts where absent. Must take linear time. */
  readonly wants?: (text: string, path: string) => boolean;
}

/** Notes the texts of small configuration files of all layers: a later layer may hide them. */
export function textTap({ name, version, reads, wants }: TextTapOptions): StreamTap {
  const patterns = compilePatterns(reads);
  return {
    name,
    version,
    open(file) {
      if (file.type !== 'file' || file.size === 0 || file.kind === 'elf' || !patterns.matches(file)) return undefined;
      const bytes = Buffer.alloc(Math.min(file.size, limits.configurationText));
      let length = 0;
      return {
        write(chunk) {
          length += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).copy(bytes, length);
        },
        end() {
          const text = bytes.toString('utf8', 0, length);
          return wants && !wants(text, file.path) ? undefined : text;
        },
      };
    },
  };
}

export interface ConfigurationText {
  readonly file: NotedFile;
  readonly text: string;
}

/** The texts that a tap noted, in all layers. */
export function* noted(subject: DetectorSubject, tap: StreamTap): Iterable<ConfigurationText> {
  let left: number = limits.configurationTexts;
  for (const { file, note } of subject.notes(tap.name)) {
    if (typeof note !== 'string') continue;
    left -= note.length;
    if (left < 0) {
      subject.leaveOut({ code: 'over-limit', message: `${tap.name}: there are too many of these files to read all` });
      return;
    }
    if (file.size > limits.configurationText && file.claim !== 'owned') {
      const { path, layer } = file;
      subject.leaveOut({ code: 'over-limit', path, layer, message: 'only the beginning of this file was looked at' });
    }
    yield { file, text: note };
  }
}

/** Those that are not as a package of the distribution installed them. */
export function* changedTexts(subject: DetectorSubject, tap: StreamTap): Iterable<ConfigurationText> {
  for (const found of noted(subject, tap)) if (found.file.claim !== 'owned') yield found;
}
