import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadJob, LoadReport } from './load.ts';

/** A process that puts load on programs. */
export interface Load {
  run(job: LoadJob): Promise<LoadReport>;
  stop(): void;
}

/** Starts it. */
export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('load.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    // JSON knows no Infinity.
    serialization: 'advanced',
  });
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          child.removeAllListeners('message');
          child.removeAllListeners('exit');
          settle();
        };
        child.once('exit', (code) => end(() => reject(new Error(`the load ended with ${String(code)}`))));
        child.once('message', (report: LoadReport) =>
          end(() => {
            if (report.wrong === undefined) resolve(report);
            else reject(new Error(`an answer was wrong: ${report.wrong}`));
          }),
        );
        child.send(job);
      }),
    stop: () => child.disconnect(),
  };
}
