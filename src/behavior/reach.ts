/** How near a file is to what the container does, nearest first. */
export const reaches = ['started', 'loaded', 'referenced', 'present', 'hidden', 'build-only'] as const;

/**
 * `started`: runs when the container starts, or by itself later (a service, a schedule). `loaded`: read as code by what is
 * started (libraries, modules, sourced scripts). `referenced`: named by what is started. `present`: in the final files.
 * `hidden`: in a layer, but not in the final files. `build-only`: in the build history alone.
 */
export type Reach = (typeof reaches)[number];
