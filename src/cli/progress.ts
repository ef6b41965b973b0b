import type { WriteStream } from 'node:tty';
import type { Progress } from '../inspection/inspect-options.ts';
import { formatBytes } from '../report/formats/quantities.ts';

/** One line that is written over and over. */
export function createProgressLine(terminal: WriteStream): { show(progress: Progress): void; clear(): void } {
  let shown = false;
  return {
    show({ stage, doneBytes, totalBytes }) {
      const amount = totalBytes > 0 ? ` ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}` : '';
      terminal.write(`\r\u001b[2K${stage}${stage === 'reading layers' ? amount : ''} …`);
      shown = true;
    },
    clear() {
      if (shown) terminal.write('\r\u001b[2K');
      shown = false;
    },
  };
}
