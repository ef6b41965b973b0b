import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';

/** Counts the records of one package database, so that the damaged ones cost only themselves and are still told of. */
export class RecordCount {
  readonly #what: string;
  #records = 0;
  #damaged = 0;
  #example = '';

  constructor(what: string) {
    this.#what = what;
  }

  /** @throws FormatError over `limits.packagesPerFile`. */
  add(): void {
    this.#records++;
    if (this.#records > limits.packagesPerFile) {
      throw new FormatError(`more than ${limits.packagesPerFile} ${this.#what}: the rest is not read`);
    }
  }

  damaged(example: string): void {
    if (this.#damaged++ === 0) this.#example = JSON.stringify(example.slice(0, 100));
  }

  /** To be called when all sound records are out. @throws FormatError when there were damaged ones. */
  finish(): void {
    if (this.#damaged > 0) {
      throw new FormatError(
        `${this.#damaged} of ${this.#records} ${this.#what} are damaged, the first at ${this.#example}`,
      );
    }
  }
}
