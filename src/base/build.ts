/**
 * Tells builds of this software apart: what one of them remembers of an image must not speak for another.
 * The build script puts a hash of the compiled code here; without it nothing is remembered.
 */
export const buildId: string = 'unstamped';
