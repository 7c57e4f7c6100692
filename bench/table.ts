/** Prints a title and a table: the first column to the left, figures to the right. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const widths = header.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, i) => (i === 0 ? (row[i] ?? '').padEnd(width) : (row[i] ?? '').padStart(width)))
      .join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  process.stdout.write(`\n${[title, '', line(header), rule, ...rows.map(line)].join('\n')}\n`);
}

/** Milliseconds with three figures that mean something. */
export function ms(time: number): string {
  return time >= 100 ? time.toFixed(0) : time >= 1 ? time.toFixed(2) : time.toFixed(4);
}
