import type { FileHeader } from '../../filesystem/file.ts';
import type { ContentMatch, ContentPlace } from './content-signal.ts';

type Confirm = (place: ContentPlace) => ContentMatch | undefined;

/** Looks at the first places of each file only: for what takes long, and would be asked for again and again in the same text. */
export function atMost(places: number, confirm: Confirm): Confirm {
  const seen = new WeakMap<FileHeader, number>();
  return (place) => {
    const count = seen.get(place.file) ?? 0;
    if (count >= places) return undefined;
    seen.set(place.file, count + 1);
    return confirm(place);
  };
}
