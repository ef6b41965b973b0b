// Loaded into the measured process: writes the most memory it ever held, threads included, when it ends.
const { readFileSync, writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread && process.env.BENCH_PEAK_FILE) {
  process.on('exit', () => writeFileSync(process.env.BENCH_PEAK_FILE, String(peakKilobytes())));
}

function peakKilobytes() {
  try {
    // Not maxRSS: that starts from the memory of the process which started this one.
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
