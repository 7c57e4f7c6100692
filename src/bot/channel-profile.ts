/** How a channel shows a reply. */
export interface ChannelProfile {
  /** `headline` where the card shows the rest beside it. */
  readonly text: 'complete' | 'headline';
  readonly cards: boolean;
  /**
   * How citations become footnotes. `numbers`: Teams matches each `[18]` in the text with the claim at that position.
   * `definitions`: Web Chat shows the link definitions of its Markdown (`[18]: cite:18 "…"`) and takes the details from
   * the claim at that position. `none`: the brackets are read as they stand.
   */
  readonly footnotes: 'none' | 'numbers' | 'definitions';
  /** Whether a click on a card's button can be shown as what the user said. */
  readonly messageBack: boolean;
  /** Buttons below the message, where there is no card for them. */
  readonly suggestedActions: boolean;
}

const PLAIN: ChannelProfile = {
  text: 'complete',
  cards: false,
  footnotes: 'none',
  messageBack: false,
  suggestedActions: true,
};
const WEB_CHAT: ChannelProfile = { ...PLAIN, cards: true, footnotes: 'definitions', suggestedActions: false };
const LOCAL: ChannelProfile = { ...WEB_CHAT, footnotes: 'none' };

/** By the ids of the Bot Framework's channels. */
const PROFILES: ReadonlyMap<string, ChannelProfile> = new Map([
  [
    'msteams',
    {
      text: 'headline',
      cards: true,
      footnotes: 'numbers',
      messageBack: true,
      suggestedActions: false,
    },
  ],
  ['webchat', WEB_CHAT],
  ['directline', WEB_CHAT],
  ['emulator', LOCAL],
  ['test', LOCAL],
  ['email', { ...PLAIN, suggestedActions: false }],
  ['sms', { ...PLAIN, suggestedActions: false }],
]);

/** The profile of a channel; a channel that is not known gets complete plain text and suggested actions. */
export function channelProfile(channelId: string): ChannelProfile {
  return PROFILES.get(channelId) ?? PLAIN;
}
