import type { Citation } from '../../contract/index.ts';

/** Compares citations for sorting: by source, then by lines, then by quote. */
export function compareCitations(a: Citation, b: Citation): number {
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return (
    a.lines[0] - b.lines[0] || a.lines[1] - b.lines[1] || (a.quote < b.quote ? -1 : a.quote > b.quote ? 1 : 0)
  );
}

/** Every citation once, ordered by source and line. A list that is in order already is returned as it is. */
export function uniqueCitations(citations: readonly Citation[]): readonly Citation[] {
  if (isInOrder(citations)) return citations;
  const inOrder = [...citations].sort(compareCitations);
  return inOrder.filter((citation, i) => {
    const before = inOrder[i - 1];
    return before === undefined || compareCitations(before, citation) !== 0;
  });
}

function isInOrder(citations: readonly Citation[]): boolean {
  return citations.every((citation, i) => {
    const before = citations[i - 1];
    return before === undefined || compareCitations(before, citation) < 0;
  });
}

/** A text that is equal for citations of the same words on the same lines. */
export function citationKey({ source, lines, quote }: Citation): string {
  return `${source}\n${String(lines[0])}-${String(lines[1])}\n${quote}`;
}
