import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { planDiagram, type Route } from './plan-diagram.ts';

/** A route as a diagram that fits the width of the page. `alternative` is the same in words, for screen readers. */
export function RouteDiagram({ route, alternative }: { route: Route; alternative: string }) {
  const place = useRef<HTMLDivElement>(null);
  const room = useWidth(place);
  const { width, height, boxes, arrows, crossing } = planDiagram(route, room);
  return (
    <div class="route" ref={place}>
      <svg
        role="img"
        aria-label={alternative}
        width={width}
        height={height}
        viewBox={`0 0 ${String(width)} ${String(height)}`}
      >
        {crossing !== undefined && (
          <g class="route-crossed">
            <path d={crossing.path} />
            <circle cx={crossing.middle.x} cy={crossing.middle.y} r="9" />
            <path
              class="route-cross"
              d={`M${String(crossing.middle.x - 6)} ${String(crossing.middle.y - 6)} l12 12 m0 -12 l-12 12`}
            />
            <text x={crossing.noteAt.x} y={crossing.noteAt.y} text-anchor={crossing.noteAt.anchor}>
              {crossing.note}
            </text>
          </g>
        )}
        {arrows.map(({ from, to, certain, note, noteAt }) => (
          <g class={certain ? 'route-hop' : 'route-hop route-maybe'}>
            <path d={`M${String(from.x)} ${String(from.y)} L${String(to.x)} ${String(to.y)}`} />
            <path class="route-head" d={headAt(from, to)} />
            <text x={noteAt.x} y={noteAt.y} text-anchor={noteAt.anchor}>
              {note}
            </text>
          </g>
        ))}
        {boxes.map(({ x, y, width: wide, height: high, lines }) => (
          <g class="route-stop">
            <rect x={x} y={y} width={wide} height={high} rx="8" />
            {lines.map((line, i) => (
              <text
                x={x + wide / 2}
                y={y + high / 2 + 5 + (i - (lines.length - 1) / 2) * 19}
                text-anchor="middle"
              >
                {line}
              </text>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The SVG path of an arrow's tip, which points to the right or down. */
function headAt(from: Point, to: Point): string {
  const tip = `M${String(to.x)} ${String(to.y)}`;
  return from.y === to.y ? `${tip} l-9 -5 v10 z` : `${tip} l-5 -9 h10 z`;
}

/** The width of an element in pixels, updated when it changes. */
function useWidth(element: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    setWidth(current.clientWidth);
    const observer = new ResizeObserver(() => setWidth(current.clientWidth));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return width;
}
