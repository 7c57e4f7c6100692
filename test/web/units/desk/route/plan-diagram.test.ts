import { expect } from 'chai';
import fc from 'fast-check';
import { planDiagram, type Diagram, type Route } from '../../../../../src/web/desk/route/plan-diagram.ts';

const route = (count: number, crossed?: string): Route => ({
  stops: Array.from({ length: count }, (_, i) => `Product ${String(i + 1)}`),
  hops: Array.from({ length: count - 1 }, (_, i) => ({
    note: `note ${String(i + 1)}`,
    certain: i % 2 === 0,
  })),
  crossed,
});

const WIDE = 1_000;
const NARROW = 300;

/** Any route of real lengths, in any room. */
const anyRoute = fc.record({
  stops: fc.array(fc.stringMatching(/^[A-Za-z0-9. ]{1,60}$/u), { minLength: 2, maxLength: 7 }),
  crossed: fc.constantFrom(undefined, 'not supported'),
});
const planned = fc.tuple(anyRoute, fc.integer({ min: 0, max: 3_000 })).map(([{ stops, crossed }, room]) => {
  const hops = stops.slice(1).map(() => ({ note: '2 issues', certain: true }));
  return { stops, crossed, room, plan: planDiagram({ stops, hops, crossed }, room) };
});

describe('the plan of a route’s diagram', () => {
  it('is a row where there is room, and a column where there is not', () => {
    const row = planDiagram(route(2), WIDE).boxes;
    expect(new Set(row.map(({ y }) => y)).size).to.equal(1);
    expect(row[1]?.x).to.be.above(row[0]?.x ?? Infinity);
    const column = planDiagram(route(2), NARROW).boxes;
    expect(new Set(column.map(({ x }) => x)).size).to.equal(1);
    expect(column[1]?.y).to.be.above(column[0]?.y ?? Infinity);
  });

  it('becomes a row exactly when its row fits', () => {
    const { width } = planDiagram(route(4), 5_000);
    expect(planDiagram(route(4), width).boxes[1]?.y).to.equal(planDiagram(route(4), width).boxes[0]?.y);
    expect(planDiagram(route(4), width - 1).boxes[1]?.x).to.equal(
      planDiagram(route(4), width - 1).boxes[0]?.x,
    );
  });

  it('has the stops in their order, and an arrow with its note and its certainty between each two', () => {
    for (const room of [WIDE, NARROW]) {
      const { boxes, arrows } = planDiagram(route(3), room);
      expect(boxes.map(({ lines }) => lines.join(' '))).to.deep.equal([
        'Product 1',
        'Product 2',
        'Product 3',
      ]);
      expect(arrows.map(({ note, certain }) => ({ note, certain }))).to.deep.equal([
        { note: 'note 1', certain: true },
        { note: 'note 2', certain: false },
      ]);
    }
  });

  it('leads the direct way around the stops, crossed out, where there is another route', () => {
    for (const room of [WIDE, NARROW]) {
      const { arrows, crossing } = planDiagram(route(3, 'not supported'), room);
      expect(arrows).to.have.length(2);
      expect(crossing?.note).to.equal('not supported');
    }
  });

  it('crosses the arrow itself out where there is no other route, and draws no other', () => {
    for (const room of [WIDE, NARROW]) {
      const { arrows, crossing, boxes } = planDiagram({ ...route(2, 'not supported'), hops: [] }, room);
      expect(arrows).to.deep.equal([]);
      expect(crossing?.path).to.match(/^M[\d.]+ [\d.]+ L[\d.]+ [\d.]+$/u);
      expect(isBetween(crossing?.middle, boxes)).to.equal(true);
    }
  });

  it('crosses nothing out where nothing is said against the direct way', () => {
    expect(planDiagram(route(3), WIDE).crossing).to.equal(undefined);
  });

  it('keeps everything inside its own edges, and in the room that there is from 220 pixels on', () => {
    fc.assert(
      fc.property(planned, ({ plan, room }) => {
        const { width, height, boxes, arrows, crossing } = plan;
        const points = [
          ...boxes.flatMap((box) => [box, { x: box.x + box.width, y: box.y + box.height }]),
          ...arrows.flatMap(({ from, to, noteAt }) => [from, to, noteAt]),
          ...(crossing === undefined ? [] : [crossing.middle, crossing.noteAt]),
        ];
        for (const { x, y } of points) {
          expect(x).to.be.within(0, width);
          expect(y).to.be.within(0, height);
        }
        expect(width).to.be.at.most(Math.max(room, 220));
      }),
    );
  });

  it('lets no box lie on another, and no arrow on a box', () => {
    fc.assert(
      fc.property(planned, ({ plan: { boxes, arrows } }) => {
        for (const [i, box] of boxes.entries()) {
          for (const other of boxes.slice(i + 1)) expect(overlap(box, other)).to.equal(false);
          for (const { from, to } of arrows)
            for (const end of [from, to])
              expect(overlap(box, { ...end, width: 0, height: 0 })).to.equal(false);
        }
      }),
    );
  });

  it('has each name in at most three lines that fit their box, and no word lost before a "…"', () => {
    fc.assert(
      fc.property(planned, ({ plan: { boxes }, stops }) => {
        for (const [i, { lines, width, height }] of boxes.entries()) {
          expect(lines.length).to.be.at.most(3);
          expect(height).to.be.at.least(lines.length * 19);
          for (const line of lines) expect(line.length * 8.9).to.be.at.most(width + 5 * 8.9);
          const shown = lines.join(' ').split('…')[0] ?? '';
          expect((stops[i] ?? '').startsWith(shown.trimEnd())).to.equal(true);
        }
      }),
    );
  });
});

type Box = Pick<Diagram['boxes'][number], 'x' | 'y' | 'width' | 'height'>;

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isBetween(
  point: { readonly x: number; readonly y: number } | undefined,
  boxes: readonly Box[],
): boolean {
  return point !== undefined && boxes.every((box) => !overlap(box, { ...point, width: 0, height: 0 }));
}
