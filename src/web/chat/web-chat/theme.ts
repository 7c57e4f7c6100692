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

/** Reads the theme from the page's style sheet, so that it is written down once. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    accent: colour('accent'),
    onAccent: colour('on-accent'),
    ground: colour('ground'),
    paper: colour('paper'),
    ink: colour('ink'),
    soft: colour('soft'),
    line: colour('line'),
    font: style.fontFamily,
  };
}
