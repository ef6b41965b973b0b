const SHELL_WORDS = new Set(
  ': . [ [[ alias bg bind break builtin caller case cd command compgen complete continue declare dirs disown echo enable eval exec exit export false fc fg getopts hash help history jobs let local logout mapfile popd printf pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);
const PLAIN_TOOLS = new Set(
  'arch awk basename cat chgrp chmod chown cksum clear cmp comm cp cut date dd df diff dirname du egrep expand expr false fgrep file find fold free gawk getconf getent grep groups gunzip gzip head hostname id install join ldconfig ln locale logger ls md5sum mawk mkdir mkfifo mktemp mv nproc od paste printf ps pwd readlink realpath rm rmdir sed seq sha1sum sha256sum shuf sleep sort split stat stty sync tail tar tee test touch tr true truncate tty tput uname uniq unlink unzip uptime wc which who whoami xz yes zcat [ envsubst locale-gen tzdata update-ca-certificates'.split(
    ' ',
  ),
);

/** Is it a word of the shell itself, for which no file is started? */
export function isShellWord(name: string): boolean {
  return SHELL_WORDS.has(name);
}

/** Does the program only work on files and texts? A plan then says no more of it than that it is started. */
export function isPlainTool(name: string): boolean {
  return PLAIN_TOOLS.has(name);
}
