import { collectDefaultMetrics } from 'prom-client';
import { addGauge, type Metrics } from './create-metrics.ts';
import type { Readiness } from './create-readiness.ts';

/** Adds figures of the process: memory, garbage collection, event loop, handles, and the last known readiness. */
export function watchProcess(metrics: Metrics, readiness: Readiness): void {
  collectDefaultMetrics({ register: metrics.registry });
  const isLast = (kind: string) => () => (readiness.last().kind === kind ? 1 : 0);
  addGauge(metrics, 'waymark_ready', '1 while turns are taken, as last looked.', isLast('ready'));
  addGauge(metrics, 'waymark_stopping', '1 while the process is stopping.', isLast('stopping'));
}
