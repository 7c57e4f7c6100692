import { colord, extend } from 'colord';
import contrast from 'colord/plugins/a11y';
import mixing from 'colord/plugins/mix';

extend([contrast, mixing]);

/** An accent that can be read on a ground, and a text colour that can be read on the accent. Both as `#rrggbb`. */
export interface AccentColours {
  readonly accent: string;
  readonly onAccent: string;
}

/**
 * The grounds that the chat page shows accented text on: from `src/web/palette.css` for light and for dark, each time
 * the one on which text is harder to read. A test compares them with the palette.
 */
export const GROUNDS = { light: '#f6f6f3', dark: '#1c2226' } as const;

/** The contrast ratio that text needs, from WCAG 2.2, 1.4.3. */
const READABLE = 4.5;
/** The accent is mixed with black or white in steps of a twentieth. */
const STEPS = 20;

/**
 * Makes the accent that a site chose darker on a light ground, or lighter on a dark one, until text in it is readable.
 * Returns undefined if the text is no hex colour (`#17636c`, `17636c` or `#176`).
 */
export function accentOn(ground: string, text: string): AccentColours | undefined {
  const [, digits] = /^#?((?:[0-9a-f]{3}){1,2})$/iu.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const chosen = colord(`#${digits}`);
  const toward = colord(ground).luminance() > 0.5 ? '#000' : '#fff';
  let accent = chosen;
  for (let step = 1; step <= STEPS && accent.contrast(ground) < READABLE; step += 1)
    // Mixed colours lie between those of eight bits: rounded first, so that what is measured is what is shown.
    accent = colord(chosen.mix(toward, step / STEPS).toHex());
  const onAccent = accent.contrast('#ffffff') >= accent.contrast('#000000') ? '#ffffff' : '#000000';
  return { accent: accent.toHex(), onAccent };
}
