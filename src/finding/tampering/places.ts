/** Folders in which systems look for programs. */
const PROGRAM_FOLDER = /^(?:usr\/)?s?bin\/[^/]+$/;
const SYSTEM_FOLDER = /^(?:(?:usr\/)?(?:s?bin|lib(?:32|64|x32|exec)?)|boot)\//;
/** Where everyone may write, and where programs do not belong. */
const SHARED_FOLDER = /^(?:tmp|var\/tmp|dev|run\/shm|var\/lock|run\/lock)\//;
const HOME_FOLDER = /^(?:home|root|opt|srv|var\/www)\//;
/** Folders whose files are there to be looked at, not to be run. */
const SAMPLES =
  /(?:^|\/)(?:tests?|testing|testdata|test[-_]data|__tests__|specs?|fixtures?|samples?|examples?|docs?|demos?|corpus|corpora|licenses?)\//i;
const LANGUAGE_FOLDER = /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|vendor)\//;

/** Directly in one of the folders where distributions put programs? */
export function isInProgramFolder(path: string): boolean {
  return PROGRAM_FOLDER.test(path);
}

/** Anywhere in folders where distributions put programs and libraries? */
export function isInSystemFolder(path: string): boolean {
  return SYSTEM_FOLDER.test(path);
}

export function isInSharedFolder(path: string): boolean {
  return SHARED_FOLDER.test(path);
}

export function isInHomeFolder(path: string): boolean {
  return HOME_FOLDER.test(path);
}

export function isSample(path: string): boolean {
  return SAMPLES.test(path);
}

/** Below a folder of language packages, where names are those of others' files. */
export function isInLanguageFolder(path: string): boolean {
  return LANGUAGE_FOLDER.test(path);
}
