import type { Activity, Attachment } from 'botbuilder';
import { withLines, type AskedQuestion, type Reply } from '../core/index.ts';
import { jsonOf, jsonOfList, addJsonFields, withGivenJson } from '../turn/index.ts';
import { answerCard } from './cards/answer-card.ts';
import { channelProfile, type ChannelProfile } from './channel-profile.ts';
import { citationEntities, footnoteDefinitions, footnotesOf, markFootnotes } from './footnotes.ts';

/** A reply as an activity for the channel, as plain JSON. */
export type ReplyActivity = Partial<Activity>;

/** The replies of one turn: what is stored in the outbox and sent. */
export type ReplyActivities = readonly ReplyActivity[];

/** Teams' limits: 28 KB a card, 40 KB a message counted in UTF-16 (learn.microsoft.com, "Format your bot messages"). */
const LARGEST_CARD = 28 * 1024;
const LARGEST_MESSAGE = 40 * 1024;
const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/**
 * Lays out a reply for a channel: text, card, footnotes and suggested actions. A reply that is only conversation and asks
 * nothing is its plain text.
 *
 *     const activity = renderReply(reply, 'msteams'); // { type: 'message', text, attachments: [card], entities }
 */
export function renderReply(reply: Reply, channelId: string): ReplyActivity {
  const profile = channelProfile(channelId);
  const { question } = reply;
  const inputHint = question === undefined ? 'acceptingInput' : 'expectingInput';
  const plain: ReplyActivity = {
    type: 'message',
    text: reply.text,
    textFormat: 'plain',
    inputHint,
  };
  if (reply.answer.kind === 'chat' && question === undefined) return plain;
  if (!profile.cards) return { ...plain, ...suggestedActions(question, profile) };

  const shown = { ...plain, ...footnotedText(reply, profile) };
  const full = withCard(shown, cardAttachment(reply, profile, 'full'));
  return fits(full) ? full : withCard(shown, cardAttachment(reply, profile, 'brief'));
}

/** The message with its card. The card's JSON, the largest part, is reused and not made again. */
function withCard(shown: ReplyActivity, card: Attachment): ReplyActivity {
  const { entities = [], ...rest } = shown;
  return withGivenJson(
    { ...shown, attachments: [card] },
    addJsonFields(JSON.stringify(rest), { entities: jsonOfList(entities), attachments: `[${jsonOf(card)}]` }),
  );
}

/** The text, with footnotes if the channel shows them. Every channel with cards gets the entity of the citations. */
function footnotedText(
  { context, documents, answer, question, text }: Reply,
  profile: ChannelProfile,
): ReplyActivity {
  const headlines = documents.map((document) => document.headline);
  const shown =
    profile.text === 'complete' ? text : headlines.map((said) => withLines(context, said)).join('\n');
  const citations =
    profile.text === 'complete'
      ? joined(answer.citations, question?.whyCitations ?? [])
      : headlines.flatMap((said) => said.citations);
  const entities = citationEntities(context, citations, profile.footnotes === 'definitions');
  if (profile.footnotes === 'none') return { entities };
  const footnotes = footnotesOf(context, citations);
  const marked = markFootnotes(shown, footnotes);
  const definitions = profile.footnotes === 'definitions' ? footnoteDefinitions(footnotes) : '';
  return {
    text: definitions === '' ? marked : `${marked}\n\n${definitions}`,
    textFormat: 'markdown',
    entities,
  };
}

/** Both lists. If the second is empty the first itself is returned, because what is made of a list is kept by that list. */
function joined<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  return second.length === 0 ? first : [...first, ...second];
}

function cardAttachment(reply: Reply, { messageBack }: ChannelProfile, extent: 'full' | 'brief'): Attachment {
  const content = answerCard(reply, messageBack, extent);
  return withGivenJson(
    { contentType: CARD_TYPE, content },
    `{"contentType":"${CARD_TYPE}","content":${jsonOf(content)}}`,
  );
}

/** Whether a message is within the limits. The card is only measured if the whole message is larger than a card may be. */
function fits(message: ReplyActivity): boolean {
  const json = jsonOf(message);
  if (json.length * 2 >= LARGEST_MESSAGE) return false;
  if (Buffer.byteLength(json) < LARGEST_CARD) return true;
  return Buffer.byteLength(JSON.stringify(message.attachments?.[0]?.content)) < LARGEST_CARD;
}

/** Buttons for a channel without cards. A click sends the label as the user's message. */
function suggestedActions(question: AskedQuestion | undefined, profile: ChannelProfile): ReplyActivity {
  if (question === undefined || !profile.suggestedActions) return {};
  const actions = question.choices.map(({ label }) => ({ type: 'imBack', title: label, value: label }));
  return { suggestedActions: { to: [], actions } };
}
