import type { AnswerPart, PackNames } from '../../../contract/index.ts';
import { nameProduct } from '../words/names.ts';
import { say, sayList } from '../words/say.ts';
import type { Route } from './plan-diagram.ts';

/**
 * The route in an answer, for the diagram, and the same in words (`alternative`). Undefined if the answer names no
 * route.
 */
export function readRoute(
  part: AnswerPart,
  pack: PackNames | undefined,
): { readonly route: Route; readonly alternative: string } | undefined {
  const ids = part.path.length > 1 ? part.path : refusedPair(part);
  const [from, to] = [ids[0], ids.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const stops = ids.map((id) => nameProduct(pack, id));
  const [start, end] = [nameProduct(pack, from), nameProduct(pack, to)];
  const refused = refuses(part, start, end);
  const hops =
    refused && ids.length === 2 ? [] : ids.slice(1).map((id, i) => hopTo(part, ids[i] ?? from, id));
  const drawn = hops.map(({ issues, certain }) => ({ certain, note: issues }));
  const sentences = [
    hops.length > 0 ? say('desk.route.stops', { stops: sayList(stops, 'conjunction') }) : '',
    refused ? say('desk.route.refused', { from: start, to: end }) : '',
    ...hops.flatMap(({ issues }, i) =>
      issues === '' ? [] : [say('desk.route.hop', { from: stops[i] ?? '', to: stops[i + 1] ?? '', issues })],
    ),
  ];
  return {
    route: { stops, hops: drawn, crossed: refused ? say('desk.route.crossed') : undefined },
    alternative: sentences.filter((sentence) => sentence !== '').join(' '),
  };
}

/** Start and target of an upgrade that is not supported: such an answer has no path. */
function refusedPair({ verdict, facts }: AnswerPart): readonly string[] {
  const { installed, target } = { installed: facts['installed'], target: facts['target'] };
  if (verdict !== 'not-supported' || typeof installed !== 'string' || typeof target !== 'string') return [];
  return [installed, target];
}

/**
 * Whether the answer says that the direct upgrade is not supported. The contract has no field for this, and the facts
 * of a part may be those of the whole question, so the text must contain the core's own sentence with these two
 * products.
 */
function refuses({ text }: AnswerPart, from: string, to: string): boolean {
  return [say('verdict.direct-not-supported', { from, to }), say('verdict.not-supported', { from, to })].some(
    (sentence) => text.includes(sentence),
  );
}

function hopTo({ hops }: AnswerPart, from: string, to: string): { issues: string; certain: boolean } {
  const hop = hops.find((one) => one.from === from && one.to === to);
  return { issues: sayIssues(hop?.issues ?? []), certain: hop?.certainty !== 'depends' };
}

/** The number of issues of a hop, as "up to …" if some depend on a condition. Empty if there are none. */
function sayIssues(issues: AnswerPart['hops'][number]['issues']): string {
  const count = issues.length;
  if (count === 0) return '';
  return issues.some(({ certainty }) => certainty === 'depends')
    ? say('desk.route.issues-at-most', { count })
    : say('desk.route.issues', { count });
}
