/** The route that the diagram shows. */
export interface Route {
  /** The names of the products in order; at least two. */
  readonly stops: readonly string[];
  readonly hops: readonly { readonly note: string; readonly certain: boolean }[];
  /** The label of the direct way, which is then drawn crossed out. Undefined if nothing is said against it. */
  readonly crossed: string | undefined;
}

/** Where everything is drawn. All lengths are pixels; x grows to the right and y downwards. */
export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly {
    x: number;
    y: number;
    width: number;
    height: number;
    lines: readonly string[];
  }[];
  readonly arrows: readonly Arrow[];
  /** The direct way, crossed out. */
  readonly crossing: Crossing | undefined;
}

/** A straight arrow between two boxes, with its note. */
export interface Arrow {
  readonly from: Point;
  readonly to: Point;
  readonly certain: boolean;
  readonly note: string;
  readonly noteAt: Point & { readonly anchor: 'start' | 'middle' };
}

export interface Crossing {
  /** For the `d` of an SVG path: around the stops, or straight if there is no other route. */
  readonly path: string;
  /** The place of the cross. */
  readonly middle: Point;
  readonly note: string;
  readonly noteAt: Point & { readonly anchor: 'start' | 'middle' };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A box of a stop. `letter`: the width of an average letter; `line`: the height of a line; `padding`: above and below.
 */
const BOX = { width: 152, line: 19, padding: 13, letter: 8.9 };
const GAP = { across: 122, down: 52 };
/** The width of an average letter of a note. */
const LETTER = 7.2;
const EDGE = 2;
const ROUND = 60;

/**
 * Places a route in a row if that fits into `room` (pixels), otherwise in a column.
 * @example
 * const { width, height, boxes, arrows } = planDiagram(route, 640);
 */
export function planDiagram(route: Route, room: number): Diagram {
  const count = route.stops.length;
  const least = Math.max(room, 220);
  const across = count * BOX.width + (count - 1) * GAP.across + 2 * EDGE;
  return across <= room ? inRow(route, across) : inColumn(route, Math.min(least, 340));
}

function inRow(route: Route, width: number): Diagram {
  const { stops, crossed } = route;
  const around = crossed !== undefined && stops.length > 2;
  const top = around ? ROUND : EDGE;
  const texts = stops.map((name) => wrap(name, BOX.width));
  const height = boxHeight(texts);
  const boxes = texts.map((lines, i) => ({
    x: EDGE + i * (BOX.width + GAP.across),
    y: top,
    width: BOX.width,
    height,
    lines,
  }));
  const y = top + height / 2;
  const arrows = gaps(route, (i) => ({
    from: { x: EDGE + BOX.width + i * (BOX.width + GAP.across) + 4, y },
    to: { x: EDGE + (i + 1) * (BOX.width + GAP.across) - 4, y },
    noteAt: {
      x: EDGE + BOX.width + i * (BOX.width + GAP.across) + GAP.across / 2,
      y: y - 10,
      anchor: 'middle',
    },
  }));
  const [start, end] = [EDGE + BOX.width / 2, width - EDGE - BOX.width / 2];
  const middle = { x: (start + end) / 2, y: 26 };
  const crossing: Crossing | undefined =
    crossed === undefined
      ? undefined
      : around
        ? {
            path: `M${String(start)} ${String(top - 2)} V36 Q${String(start)} 26 ${String(start + 10)} 26 H${String(end - 10)} Q${String(end)} 26 ${String(end)} 36 V${String(top - 6)}`,
            middle,
            note: crossed,
            noteAt: { x: middle.x, y: 12, anchor: 'middle' },
          }
        : straight(arrows[0], crossed, { x: 0, y: -16, anchor: 'middle' });
  return {
    width,
    height: top + height + EDGE,
    boxes,
    arrows: around || crossed === undefined ? arrows : [],
    crossing,
  };
}

function inColumn(route: Route, width: number): Diagram {
  const { stops, crossed } = route;
  const around = crossed !== undefined && stops.length > 2;
  const margin = around ? Math.min(width / 2, 42 + crossed.length * LETTER) : 0;
  const boxWidth = width - 2 * EDGE - margin;
  const texts = stops.map((name) => wrap(name, boxWidth));
  const height = boxHeight(texts);
  const step = height + GAP.down;
  const boxes = texts.map((lines, i) => ({
    x: EDGE,
    y: EDGE + i * step,
    width: boxWidth,
    height,
    lines,
  }));
  const x = EDGE + 18;
  const arrows = gaps(route, (i) => ({
    from: { x, y: EDGE + i * step + height + 4 },
    to: { x, y: EDGE + (i + 1) * step - 4 },
    noteAt: { x: x + 12, y: EDGE + i * step + height + GAP.down / 2 + 5, anchor: 'start' },
  }));
  const [start, end] = [EDGE + height / 2, EDGE + (stops.length - 1) * step + height / 2];
  const [near, far] = [width - margin, width - margin + 24];
  const middle = { x: far, y: (start + end) / 2 };
  const crossing: Crossing | undefined =
    crossed === undefined
      ? undefined
      : around
        ? {
            path: `M${String(near)} ${String(start)} H${String(far - 10)} Q${String(far)} ${String(start)} ${String(far)} ${String(start + 10)} V${String(end - 10)} Q${String(far)} ${String(end)} ${String(far - 10)} ${String(end)} H${String(near + 4)}`,
            middle,
            note: crossed,
            noteAt: { x: far + 14, y: middle.y + 5, anchor: 'start' },
          }
        : straight(arrows[0], crossed, { x: 18, y: 5, anchor: 'start' });
  return {
    width,
    height: EDGE * 2 + (stops.length - 1) * step + height,
    boxes,
    arrows: around || crossed === undefined ? arrows : [],
    crossing,
  };
}

/** The crossing if there are only two stops: the arrow between them is crossed out. */
function straight(
  arrow: Arrow | undefined,
  note: string,
  { x, y, anchor }: Crossing['noteAt'],
): Crossing | undefined {
  if (arrow === undefined) return undefined;
  const { from, to } = arrow;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return {
    path: `M${String(from.x)} ${String(from.y)} L${String(to.x)} ${String(to.y)}`,
    middle,
    note,
    noteAt: { x: middle.x + x, y: middle.y + y, anchor },
  };
}

/** The arrows between neighbouring stops, at the places that `place` gives for each gap. */
function gaps(route: Route, place: (i: number) => Pick<Arrow, 'from' | 'to' | 'noteAt'>): readonly Arrow[] {
  return route.stops.slice(1).map((_, i) => {
    const hop = route.hops[i];
    return { ...place(i), note: hop?.note ?? '', certain: hop?.certain ?? true };
  });
}

function boxHeight(texts: readonly (readonly string[])[]): number {
  return Math.max(...texts.map((lines) => lines.length)) * BOX.line + 2 * BOX.padding;
}

/** A name in at most three lines that fit into a box. A longer name ends in "…". */
function wrap(name: string, width: number): readonly string[] {
  const letters = Math.floor(width / BOX.letter);
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word.length > letters + 2 ? `${word.slice(0, letters)}…` : word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2] ?? ''} …`];
}
