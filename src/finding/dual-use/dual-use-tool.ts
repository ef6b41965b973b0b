/** A program that serves attackers as well as those who test, repair or run systems. */
export interface DualUseTool {
  readonly name: string;
  /** A clause: `can scan networks for open ports`. */
  readonly does: string;
  /** Names of its executables. */
  readonly programs?: readonly string[];
  /** Names that other programs have as well: told where a package or Go module below says whose it is. */
  readonly ambiguous?: readonly string[];
  /** Names of packages of operating systems. */
  readonly packages?: readonly string[];
  /** Of PyPI and gems, where short names are often those of libraries. */
  readonly languagePackages?: readonly string[];
  /** Of Go programs: the module whose main package it is. */
  readonly modules?: readonly string[];
  /** Everyday tools are told only where the container starts them. */
  readonly everyday?: true;
}
