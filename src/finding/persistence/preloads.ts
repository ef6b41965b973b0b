import { baseName } from '../../behavior/paths.ts';

const MOST_LIBRARIES = 64;

/** Libraries that `LD_PRELOAD` or ld.so.preload name: parted by blanks or colons. */
export function preloadedPaths(value: string): string[] {
  return value
    .slice(0, 16_384)
    .split(/[\s:]+/)
    .filter((path) => path !== '')
    .slice(0, MOST_LIBRARIES);
}

/** Allocators, test and desktop helpers that images preload for good reason. */
const KNOWN = new RegExp(
  `^(?:lib(?:${[
    'jemalloc|tcmalloc|mimalloc|hoard|rpmalloc|snmalloc|gperftools|profiler|unwind',
    'faketime|faketimeMT|eatmydata|fakeroot|fakechroot|nosync|stdbuf|SegFault|memusage|pcprofile',
    'nss_wrapper|uid_wrapper|socket_wrapper|pam_wrapper|proxychains4?|tsocks|torsocks',
    'asan|ubsan|tsan|lsan|gomp|iomp5|gfortran|stdc|gcc_s|openblas|mkl|cuda',
    'snoopy|oneagentproc|onload|vma|sdp|exasock',
    'armmem|arm-mem|dlfaker|vglfaker|gtk3-nocsd|bcm_host|sysconfcpus|ddtrace|wrap_java',
  ].join('|')})|preloadable_libiconv|v4l1compat|v4l2convert|launcher\\.preload)(?![a-z])[\\w.+\${}-]{0,80}$`,
);

/** Is it, by its name, a library that is commonly preloaded? */
export function isKnownPreload(path: string): boolean {
  const name = baseName(path);
  return KNOWN.test(name) && /\.so\b/.test(name);
}
