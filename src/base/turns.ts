/**
 * For long work in the main thread: awaited between its steps, lets timers and signals have their turn now and then,
 * so that a time limit and Ctrl-C act. Throws what the signal was aborted with.
 */
export type Turn = () => Promise<void> | undefined;

/** Long enough to cost nothing, short enough to feel immediate. */
const LONGEST_STRETCH_MS = 25;

/** Turns of one piece of work; undefined between them, so that most steps have nothing to await. */
export function createTurn(signal: AbortSignal | undefined): Turn {
  let since = performance.now();
  return () => {
    if (performance.now() - since < LONGEST_STRETCH_MS) return undefined;
    return new Promise((resolve, reject) => {
      setImmediate(() => {
        since = performance.now();
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      });
    });
  };
}
