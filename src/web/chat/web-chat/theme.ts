/** The page's colours, for light or dark as the visitor has it, and its typeface. */
export interface Theme {
  readonly accent: string;
  readonly onAccent: string;
  readonly ground: string;
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly font: string;
}

const COLOURS = ['accent', 'on-accent', 'ground', 'paper', 'ink', 'soft', 'line'];

/** Reads the theme from the page's style sheet, so that it is written down once. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const [accent = '', onAccent = '', ground = '', paper = '', ink = '', soft = '', line = ''] = COLOURS.map(
    (name) => style.getPropertyValue(`--${name}`).trim(),
  );
  return { accent, onAccent, ground, paper, ink, soft, line, font: style.fontFamily };
}
