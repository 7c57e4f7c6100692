import { Gauge } from 'prom-client';
import type { ClockOutcome } from '../../turn/index.ts';
import type { Log } from '../log/index.ts';
import type { Metrics } from './create-metrics.ts';

/** Logs an error after each check in which the clock is doubted, and adds a gauge that is 1 as long as it is. */
export function watchClock({ registry }: Metrics, log: Log): (outcome: ClockOutcome) => void {
  const doubted = new Gauge({
    name: 'waymark_clock_doubted',
    help: '1 while the clock is not believed and nothing is deleted.',
    registers: [registry],
  });
  return ({ kind }) => {
    doubted.set(kind === 'doubted' ? 1 : 0);
    if (kind === 'doubted') log.note('clock-doubted');
  };
}
