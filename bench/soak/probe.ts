// Runs inside the server that is watched: writes down its heap and how late its event loop was, every two seconds.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const file = process.env['SOAK_PROBE'] ?? '';
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
setInterval(() => {
  const { heapUsed } = process.memoryUsage();
  const text = JSON.stringify({ heap: heapUsed / 1024 ** 2, delay: delay.percentile(99) / 1e6 });
  writeFileSync(`${file}.new`, text);
  // In one step, or half of it could be read.
  renameSync(`${file}.new`, file);
  delay.reset();
}, 2_000).unref();
