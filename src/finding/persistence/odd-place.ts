/** Why a program, library or script at this path is not where such things are kept. */
export type OddPlace = 'temporary' | 'hidden';

/** `temporary`: a folder that everybody may write to; `hidden`: a name with a dot, or of blanks, among system files. Paths with or without a leading slash. */
export function oddPlace(path: string): OddPlace | undefined {
  const clean = path.replace(/^\/+/, '');
  if (TEMPORARY.test(clean)) return 'temporary';
  if (!SYSTEM.test(clean)) return undefined;
  const parts = clean.split('/', MOST_PARTS);
  return parts.some((part) => isHiddenName(part)) ? 'hidden' : undefined;
}

/** Such a place in words, for a story. */
export function oddPlaceWords(place: OddPlace): string {
  return place === 'temporary' ? 'a folder that everybody may write to' : 'a hidden place';
}

const MOST_PARTS = 64;
const TEMPORARY = /^(?:tmp|var\/tmp|usr\/tmp|dev\/shm|dev\/mqueue|run\/shm|var\/run\/shm|run\/lock|var\/lock)\//;
const SYSTEM =
  /^(?:bin|boot|dev|etc|lib\w{0,8}|proc|run|sbin|sys|usr|srv|media|mnt|var\/(?:cache|games|lock|log|mail|run|spool))\//;
/** Folders that tools of developers make, wherever they are told to. */
const TOOLS =
  /^\.(?:local|cargo|rustup|nvm|npm|npm-global|yarn|pnpm|pyenv|rbenv|venv|virtualenvs?|sdkman|config|acme\.sh|dotnet|rvm|bun|deno|volta|asdf|poetry|conda|gem|composer|git|build-id|hmac|updated|dockerenv|s6-\w{1,20}|s2i|opam|ghcup|cabal|stack|fzf|krew|mise|jenv|env)$/;

function isHiddenName(name: string): boolean {
  if (/^[.\s\u00a0\u200b-\u200f\u202a-\u202e]+$/.test(name)) return name !== '.' && name !== '..';
  return /^\.[^./]/.test(name) && !TOOLS.test(name) && !/^\.[\w.+-]{1,64}\.hmac$/.test(name);
}
