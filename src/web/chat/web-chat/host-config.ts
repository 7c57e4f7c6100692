import type { Theme } from './theme.ts';

/**
 * Settings for Adaptive Cards: the page's colours and sizes. Settings that the bot's cards do not use keep their
 * defaults.
 */
export function hostConfig({ accent, ground, paper, ink, soft, line, font }: Theme) {
  const text = { default: ink, subtle: soft };
  const foregroundColors = {
    default: text,
    dark: text,
    light: text,
    accent: { default: accent, subtle: accent },
  };
  // In proportion to the font size that the visitor has set in the browser.
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  const style = (backgroundColor: string) => ({ backgroundColor, borderColor: line, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: font,
    fontSizes: {
      small: 14 * scale,
      default: 16 * scale,
      medium: 17 * scale,
      large: 19 * scale,
      extraLarge: 22 * scale,
    },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 12 },
    textBlock: { headingLevel: 2 },
    separator: { lineThickness: 1, lineColor: line },
    containerStyles: { default: style(paper), emphasis: style(ground) },
    actions: { maxActions: 10, buttonSpacing: 8, allowTitleToWrap: true },
    adaptiveCard: { allowCustomStyle: false },
  };
}
