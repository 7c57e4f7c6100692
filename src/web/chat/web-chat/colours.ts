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

const NAMES = ['accent', 'on-accent', 'ground', 'paper', 'ink', 'soft', 'line'];

export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const [accent = '', onAccent = '', ground = '', paper = '', ink = '', soft = '', line = ''] = NAMES.map(
    (name) => style.getPropertyValue(`--${name}`).trim(),
  );
  return { accent, onAccent, ground, paper, ink, soft, line };
}
