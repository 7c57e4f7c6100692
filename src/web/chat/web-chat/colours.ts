/** The page's colours, as its style sheet has them for light or dark. */
export interface Colours {
  readonly accent: string;
  readonly onAccent: string;
  readonly ground: string;
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
}

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    accent: read('accent'),
    onAccent: read('on-accent'),
    ground: read('ground'),
    paper: read('paper'),
    ink: read('ink'),
    soft: read('soft'),
    line: read('line'),
  };
}
