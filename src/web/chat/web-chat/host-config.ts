import type { Colours } from './colours.ts';
import { FONT } from './font.ts';

/** Adaptive Cards in the page's colours. Buttons stand below each other where the window is narrow. */
export function hostConfig({ accent, ground, paper, ink, soft, line }: Colours) {
  const colour = (both: string) => ({ default: both, subtle: both });
  const foregroundColors = {
    default: { default: ink, subtle: soft },
    dark: { default: ink, subtle: soft },
    light: { default: ink, subtle: soft },
    accent: colour(accent),
    attention: colour(ink),
    good: colour(ink),
    warning: colour(ink),
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
    containerStyles: {
      default: style(paper),
      emphasis: style(ground),
      good: style(ground),
      attention: style(ground),
      warning: style(ground),
      accent: style(ground),
    },
    actions: {
      maxActions: 10,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
      preExpandSingleShowCardAction: false,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      allowTitleToWrap: true,
    },
    adaptiveCard: { allowCustomStyle: false },
  };
}
