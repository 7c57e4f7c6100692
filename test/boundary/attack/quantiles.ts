/** The percentiles 50, 95 and 99 of waiting times, in milliseconds. */
export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export function quantiles(waits: readonly number[]): Quantiles {
  const sorted = [...waits].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Named figures as a line of text. */
export function showFigures(figures: Quantiles): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${Number(value).toFixed(1)}`)
    .join(', ');
}
