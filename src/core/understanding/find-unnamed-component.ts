import { meaningOf, means, type Segment } from './segment.ts';

/**
 * The name of something that is asked about like a component ("does SQL Server still work?") and that the pack does not
 * know: the unknown words right before the verb. Undefined where there are none.
 */
export function findUnnamedComponent(
  clause: readonly Segment[],
  generic: ReadonlySet<string>,
  say: (from: Segment, to: Segment) => string,
): string | undefined {
  const verb = clause.findIndex((part) => meaningOf(part, 'flow')?.ends === 'component');
  let end = verb;
  while (end > 0 && isSkipped(clause[end - 1], generic)) end -= 1;
  let begin = end;
  while (begin > 0 && isNamePart(clause[begin - 1], generic)) begin -= 1;
  while (begin < end && clause[begin]?.kind !== 'word') begin += 1;
  const [first, last] = [clause[begin], clause[end - 1]];
  return begin >= end || first === undefined || last === undefined ? undefined : say(first, last);
}

/** "still" and "be" between the name and the verb; "server" belongs to the name. */
function isSkipped(part: Segment | undefined, generic: ReadonlySet<string>): boolean {
  return part !== undefined && means(part, 'filler') && !generic.has(part.norm);
}

function isNamePart(part: Segment | undefined, generic: ReadonlySet<string>): boolean {
  return part !== undefined && (part.kind === 'word' || part.kind === 'version' || generic.has(part.norm));
}
