/** How a channel shows a reply. */
export interface ChannelProfile {
  /** How much the text says; `headline` if the channel shows the card beside it. */
  readonly text: 'complete' | 'headline';
  readonly cards: boolean;
  /**
   * How citations become footnotes. `numbers`: Teams finds the claim for each `[18]` in the text by its position.
   * `definitions`: Web Chat reads link definitions in the Markdown (`[18]: cite:18 "…"`) and takes the details from the claim
   * with that position. `none`: the brackets stay text.
   */
  readonly footnotes: 'none' | 'numbers' | 'definitions';
  /** Whether the channel can show a click on a card's button as a message of the user. */
  readonly messageBack: boolean;
  /** Whether the channel shows buttons below a message without a card. */
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

/** Profiles by the Bot Framework's channel ids. */
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

/** The profile of a channel. An unknown channel gets the complete text and suggested actions. */
export function channelProfile(channelId: string): ChannelProfile {
  return PROFILES.get(channelId) ?? PLAIN;
}
