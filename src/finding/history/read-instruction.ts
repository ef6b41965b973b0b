import type { HistoryEntry } from '../../image/image.ts';
import type { FileTransfer, HistoryForm, Keyword, RunInstruction } from './instruction.ts';
import { keywords } from './instruction.ts';
import { isShell, readRun } from './read-run.ts';

/** Longer entries are read no further: the longest real ones have some tens of thousands. */
const LONGEST = 256 * 1024;
const MOST_WORDS = 10_000;

/** An instruction, as far as one entry tells it. */
export interface ReadInstruction {
  readonly keyword: Keyword;
  readonly form: HistoryForm;
  readonly text: string;
  readonly run?: RunInstruction;
  readonly transfer?: FileTransfer;
}

/** Reads what a builder wrote of one step: Docker's old builder, BuildKit, buildah, kaniko. */
export function readInstruction({ createdBy = '', comment = '' }: HistoryEntry): ReadInstruction {
  const line = createdBy.slice(0, LONGEST).trim();
  const nop = NOP.exec(line);
  if (nop) return ofKeyword(line.slice(nop[0].length).trim(), 'classic') ?? other(line);
  const buildkit = /\s*# buildkit$/.exec(line);
  const isBuildKit = buildkit !== null || comment.startsWith('buildkit.');
  const bare = buildkit ? line.slice(0, buildkit.index) : line;
  const written = ofKeyword(bare, isBuildKit ? 'buildkit' : 'dockerfile');
  if (written) return written;
  if (!isBuildKit && (/^\|\d/.test(bare) || isShell(bare))) {
    return { keyword: 'RUN', form: 'classic', text: bare, run: readRun(bare) };
  }
  return other(line);
}

/** `/bin/sh -c #(nop) `; buildah writes the image's own shell. */
const NOP = /^(?:[^\s#]{1,200}\s+){1,8}#\(nop\)\s*/;

function other(line: string): ReadInstruction {
  return { keyword: 'other', form: 'unknown', text: line };
}

function ofKeyword(line: string, form: HistoryForm): ReadInstruction | undefined {
  const word = /^[A-Z]{3,11}(?=\s|$)/.exec(line)?.[0];
  const keyword = keywords.find((each) => each === word);
  if (keyword === undefined) return undefined;
  const text = line.slice(keyword.length).trim();
  if (keyword === 'RUN') return { keyword, form, text, run: readRun(text) };
  if (keyword === 'ADD' || keyword === 'COPY') return { keyword, form, text, transfer: readTransfer(text) };
  return { keyword, form, text };
}

function readTransfer(text: string): FileTransfer {
  const words = text.split(/\s+/, MOST_WORDS).filter((word) => word !== '');
  const options: string[] = [];
  while (words[0]?.startsWith('--')) options.push(words.shift() ?? '');
  // `file:3fa1… in /etc/nginx`: buildah and the old builder hash what they bring.
  const inAt = words.lastIndexOf('in');
  if (inAt > 0 && words.slice(0, inAt).every((word) => HASHED.test(word))) {
    const destination = words.slice(inAt + 1).join(' ');
    return { sources: words.slice(0, inAt), options, ...(destination === '' ? {} : { destination }) };
  }
  const listed = listOf(words.join(' '));
  const paths = listed ?? words;
  const destination = paths.length > 1 ? paths.at(-1) : undefined;
  const sources = destination === undefined ? paths : paths.slice(0, -1);
  return { sources, options, ...(destination === undefined ? {} : { destination }) };
}

const HASHED = /^(?:(?:file|dir|multi):)?[0-9a-f]{32,64}$/;

/** The texts of `["a", "b"]`. */
function listOf(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
