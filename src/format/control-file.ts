import { limits } from '../base/limits.ts';
import { lines } from './lines.ts';

/** One paragraph of a Debian control file. */
export interface ControlParagraph {
  /** Values by field name in lower case. Further lines of a value follow after line feeds, without their indentation. */
  readonly fields: ReadonlyMap<string, string>;
  /** Some line belonged to no field: what the fields say may be incomplete. */
  readonly damaged: boolean;
}

/**
 * Reads the format of deb-control(5): dpkg's status file, opkg's, machine-readable copyright files.
 * With `wanted`, values of other fields are left out: descriptions and licence texts are most of such files.
 */
export function* controlParagraphs(text: string, wanted?: ReadonlySet<string>): Iterable<ControlParagraph> {
  let builder = new ParagraphBuilder(wanted);
  for (const line of lines(text)) {
    if (line.trim() !== '') {
      builder.add(line);
    } else if (!builder.isEmpty) {
      yield builder.finish();
      builder = new ParagraphBuilder(wanted);
    }
  }
  if (!builder.isEmpty) yield builder.finish();
}

class ParagraphBuilder {
  readonly #values = new Map<string, string[]>();
  #current: string[] | undefined;
  #damaged = false;
  readonly #wanted: ReadonlySet<string> | undefined;

  constructor(wanted: ReadonlySet<string> | undefined) {
    this.#wanted = wanted;
  }

  get isEmpty(): boolean {
    return this.#values.size === 0 && !this.#damaged;
  }

  add(line: string): void {
    if (line.startsWith('#')) return;
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (this.#current === UNWANTED) return;
      if (this.#current) this.#current.push(line.trim());
      else this.#damaged = true;
      return;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon <= 0 || /\s/.test(name) || this.#values.has(name) || this.#values.size >= limits.fieldsPerRecord) {
      this.#damaged = true;
      this.#current = [];
      return;
    }
    this.#current = this.#wanted && !this.#wanted.has(name) ? UNWANTED : [line.slice(colon + 1).trim()];
    this.#values.set(name, this.#current);
  }

  finish(): ControlParagraph {
    const fields = new Map<string, string>();
    for (const [name, parts] of this.#values) if (parts !== UNWANTED) fields.set(name, parts.join('\n'));
    return { fields, damaged: this.#damaged };
  }
}

/** Stands for the value of a field that nobody asked for. */
const UNWANTED: string[] = [];
