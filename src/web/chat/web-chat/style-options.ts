import type { Theme } from './theme.ts';

/**
 * Settings for Web Chat: the page's colours, and without the parts that the page has itself (the input) or does not
 * use.
 */
export function styleOptions({ accent, onAccent, ground, paper, ink, soft, line, font }: Theme) {
  return {
    hideSendBox: true,
    hideToaster: true,
    disableFileUpload: true,
    markdownRenderHTML: false,
    groupTimestamp: 300_000,
    // A long answer is shown from its beginning, with the end of the question above it.
    autoScrollSnapOnPage: true,
    autoScrollSnapOnPageOffset: -64,
    primaryFont: font,
    accent,
    subtle: soft,
    backgroundColor: 'transparent',
    bubbleBackground: paper,
    bubbleTextColor: ink,
    bubbleBorderColor: line,
    bubbleBorderRadius: 12,
    bubbleMaxWidth: 640,
    bubbleMinWidth: 120,
    bubbleFromUserBackground: accent,
    bubbleFromUserTextColor: onAccent,
    bubbleFromUserBorderColor: accent,
    bubbleFromUserBorderRadius: 12,
    cardEmphasisBackgroundColor: ground,
    cardPushButtonBackgroundColor: paper,
    cardPushButtonTextColor: accent,
    richCardWrapTitle: true,
    transcriptOverlayButtonBackground: accent,
    transcriptOverlayButtonBackgroundOnFocus: accent,
    transcriptOverlayButtonBackgroundOnHover: accent,
    transcriptOverlayButtonColor: onAccent,
    transcriptTerminatorBackgroundColor: soft,
    transcriptTerminatorColor: paper,
    transcriptActivityVisualKeyboardIndicatorColor: accent,
    transcriptVisualKeyboardIndicatorColor: accent,
  };
}
