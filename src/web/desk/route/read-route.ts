import type { AnswerPart } from '../../../core/index.ts';
import type { PackNames } from '../api/contract.ts';
import { nameProduct } from '../names.ts';
import { say, sayList } from '../words/say.ts';
import type { Route } from './plan-diagram.ts';

/** What there is to draw of an answer, with the same in words; undefined where it names no route. */
export function readRoute(
  part: AnswerPart,
  pack: PackNames | undefined,
): { readonly route: Route; readonly alternative: string } | undefined {
  const ids = part.path.length > 1 ? part.path : refusedPair(part);
  const [from, to] = [ids[0], ids.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  const stops = ids.map((id) => nameProduct(pack, id));
  const [start, end] = [nameProduct(pack, from), nameProduct(pack, to)];
  const refused = refusesDirectWay(part, start, end);
  const hops =
    refused && ids.length === 2 ? [] : ids.slice(1).map((id, i) => hopTo(part, ids[i] ?? from, id));
  const drawn = hops.map(({ issues, certain }) => ({
    certain,
    note: issues === 0 ? '' : say('desk.route.issues', { count: issues }),
  }));
  const sentences = [
    hops.length > 0 ? say('desk.route.stops', { stops: sayList(stops, 'conjunction') }) : '',
    refused ? say('desk.route.refused', { from: start, to: end }) : '',
    ...hops.flatMap(({ issues }, i) =>
      issues === 0
        ? []
        : [say('desk.route.hop', { from: stops[i] ?? '', to: stops[i + 1] ?? '', count: issues })],
    ),
  ];
  return {
    route: { stops, hops: drawn, crossed: refused ? say('desk.route.crossed') : undefined },
    alternative: sentences.filter((sentence) => sentence !== '').join(' '),
  };
}

/** Start and target of a refused upgrade, which has no path. */
function refusedPair({ verdict, facts }: AnswerPart): readonly string[] {
  const { installed, target } = { installed: facts['installed'], target: facts['target'] };
  if (verdict !== 'not-supported' || typeof installed !== 'string' || typeof target !== 'string') return [];
  return [installed, target];
}

/** The contract has no field for "the direct way is not supported", so the verdict's own sentence is looked for. */
function refusesDirectWay({ verdict, text }: AnswerPart, from: string, to: string): boolean {
  return verdict === 'not-supported' || text.includes(say('verdict.direct-not-supported', { from, to }));
}

function hopTo({ hops }: AnswerPart, from: string, to: string): { issues: number; certain: boolean } {
  const hop = hops.find((one) => one.from === from && one.to === to);
  return { issues: hop?.issues.length ?? 0, certain: hop?.certainty !== 'depends' };
}
