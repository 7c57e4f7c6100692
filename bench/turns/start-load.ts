import { fork } from 'node:child_process';
import { once } from 'node:events';
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
    async run(job) {
      child.send(job);
      const ended = once(child, 'exit').then(([code]) => {
        throw new Error(`the load ended with ${String(code)}`);
      });
      const [report] = await Promise.race([once(child, 'message'), ended]);
      if (!isReport(report)) throw new Error('the load gave no report');
      if (report.wrong !== undefined) throw new Error(`an answer was wrong: ${report.wrong}`);
      return report;
    },
    stop: () => child.disconnect(),
  };
}

function isReport(value: unknown): value is LoadReport {
  return typeof value === 'object' && value !== null && 'turns' in value;
}
