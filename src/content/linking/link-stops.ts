import type { Stop } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenUpgrade } from '../schemas/rules-schema.ts';
import { isKnown } from './declare-ids.ts';
import { linkCondition, type ConditionTerms } from './link-condition.ts';

/** Resolves the stops of a route; a stop that is its start, its end or a stop before is reported. */
export function linkStops(
  written: WrittenUpgrade,
  from: readonly string[] | undefined,
  targets: readonly string[] | undefined,
  place: Place,
  terms: ConditionTerms,
  report: Report,
): readonly Stop[] {
  const at = inside(place, 'via');
  const { status, via } = written;
  if (status !== 'supported-via') {
    if (via !== undefined) {
      const fix = 'write "status: supported-via", or take "via" out';
      report(issueAt(at, `a rule with the status "${status}" has no "via"`, fix, 'key'));
    }
    return [];
  }
  if (via === undefined || via.length === 0) {
    const fix = 'name the products to upgrade to on the way, in order: "via: [ID]"';
    report(
      issueAt(via === undefined ? place : at, 'a rule with the status "supported-via" needs "via"', fix),
    );
    return [];
  }
  const stops = via.map((stop, i): Stop => {
    if (typeof stop === 'string') return { product: stop, when: { kind: 'always' } };
    return { product: stop.product, when: linkCondition(stop.when, inside(at, i, 'when'), terms, report) };
  });
  for (const [i, { product }] of stops.entries()) {
    const where = typeof via[i] === 'string' ? inside(at, i) : inside(at, i, 'product');
    const refuse = (role: string): void =>
      report(
        issueAt(
          where,
          `"${product}" is ${role} of this route`,
          'name only the products between start and end',
        ),
      );
    if (!isKnown(terms.catalogue.productIds, product, where, report)) continue;
    if (targets?.includes(product)) refuse('the end');
    else if (from?.includes(product)) refuse('the start');
    else if (stops.findIndex((stop) => stop.product === product) < i) refuse('an earlier stop');
  }
  return stops;
}
