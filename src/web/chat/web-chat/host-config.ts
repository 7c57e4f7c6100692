import type { Colours } from './colours.ts';
import { FONT } from './font.ts';

/**
 * Adaptive Cards in the page's colours; what the bot's cards have no use for is left as Adaptive Cards has it. Buttons
 * stand below each other where the window is narrow.
 */
export function hostConfig({ accent, ground, paper, ink, soft, line }: Colours) {
  const text = { default: ink, subtle: soft };
  const foregroundColors = {
    default: text,
    dark: text,
    light: text,
    accent: { default: accent, subtle: accent },
  };
  const style = (backgroundColor: string) => ({ backgroundColor, borderColor: line, foregroundColors });
  return {
    supportsInteractivity: true,
    fontFamily: FONT,
    fontSizes: { small: 14, default: 16, medium: 17, large: 19, extraLarge: 22 },
    fontWeights: { lighter: 400, default: 400, bolder: 600 },
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 20, padding: 12 },
    textBlock: { headingLevel: 2 },
    separator: { lineThickness: 1, lineColor: line },
    containerStyles: { default: style(paper), emphasis: style(ground) },
    actions: { maxActions: 10, buttonSpacing: 8, allowTitleToWrap: true },
    adaptiveCard: { allowCustomStyle: false },
  };
}
