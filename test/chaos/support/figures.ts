import { loadavg } from 'node:os';

/** Prints a measurement: its name and its figures, in the given order. */
export function report(what: string, figures: Readonly<Record<string, number | string>>): void {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${show(value)}`);
  const load = loadavg()[0]?.toFixed(1) ?? '';
  process.stdout.write(`    ${what}: ${shown.join(', ')} (load average ${load})\n`);
}

function show(value: number | string): string {
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(1);
}

/** The percentile `part` (0 to 1) of the values. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
