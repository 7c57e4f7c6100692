/** A colour as red, green and blue, each 0 to 255. */
type Colour = readonly [number, number, number];

/** Colours for a ground: the accent so that it can be read on it, and what can be read on the accent. */
export interface AccentColours {
  readonly accent: string;
  readonly onAccent: string;
}

const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];
/** The contrast of text, after WCAG 2.2, 1.4.3. */
const READABLE = 4.5;

/**
 * An accent that a site chose, made darker on a light ground and lighter on a dark one until it can be read there.
 * Undefined where the text is no hex colour (`#17636c`, `17636c` or `#176`).
 */
export function accentOn(ground: string, text: string): AccentColours | undefined {
  const chosen = parseColour(text);
  const behind = parseColour(ground);
  if (chosen === undefined || behind === undefined) return undefined;
  const toward = luminance(behind) > 0.5 ? BLACK : WHITE;
  for (let share = 0; ; share += 0.05) {
    const accent = mix(chosen, toward, Math.min(share, 1));
    if (contrast(accent, behind) < READABLE && share < 1) continue;
    const onAccent = contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK;
    return { accent: hex(accent), onAccent: hex(onAccent) };
  }
}

function parseColour(text: string): Colour | undefined {
  const [, digits] = /^#?((?:[0-9a-f]{3}){1,2})$/iu.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const width = digits.length / 3;
  const part = (at: number) => {
    const read = digits.slice(at * width, (at + 1) * width);
    return parseInt(width === 1 ? read + read : read, 16);
  };
  return [part(0), part(1), part(2)];
}

function mix([r, g, b]: Colour, [r2, g2, b2]: Colour, share: number): Colour {
  const between = (from: number, to: number) => Math.round(from + (to - from) * share);
  return [between(r, r2), between(g, g2), between(b, b2)];
}

/** After WCAG 2.2, "contrast ratio". */
function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** After WCAG 2.2, "relative luminance". */
function luminance(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function hex(colour: Colour): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
