import type { Activity, Attachment } from 'botbuilder';
import { withLines, type AskedQuestion, type Reply } from '../core/index.ts';
import { jsonOf, jsonOfList, withFields, withJson } from '../turn/index.ts';
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
 * Lays out a reply for a channel: text, card, footnotes and suggested actions. Conversation without a question is plain
 * text alone, exactly `reply.text`.
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

/** The card is the most of a message: its JSON is put in and not made again. */
function withCard(shown: ReplyActivity, card: Attachment): ReplyActivity {
  const { entities = [], ...rest } = shown;
  return withJson(
    { ...shown, attachments: [card] },
    withFields(JSON.stringify(rest), { entities: jsonOfList(entities), attachments: `[${jsonOf(card)}]` }),
  );
}

/** The text with its footnotes, where the channel shows any; the entity goes along on every channel with cards. */
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

/** Both lists; the first itself where the second is empty, so that what is made of it is found again. */
function joined<Item>(first: readonly Item[], second: readonly Item[]): readonly Item[] {
  return second.length === 0 ? first : [...first, ...second];
}

function cardAttachment(reply: Reply, { messageBack }: ChannelProfile, extent: 'full' | 'brief'): Attachment {
  const content = answerCard(reply, messageBack, extent);
  return withJson(
    { contentType: CARD_TYPE, content },
    `{"contentType":"${CARD_TYPE}","content":${jsonOf(content)}}`,
  );
}

/** Nearly every message is smaller than its card may be: then its card need not be measured. */
function fits(message: ReplyActivity): boolean {
  const json = jsonOf(message);
  if (json.length * 2 >= LARGEST_MESSAGE) return false;
  if (Buffer.byteLength(json) < LARGEST_CARD) return true;
  return Buffer.byteLength(JSON.stringify(message.attachments?.[0]?.content)) < LARGEST_CARD;
}

/** Buttons for a channel without cards. They say the label: every such channel can send that. */
function suggestedActions(question: AskedQuestion | undefined, profile: ChannelProfile): ReplyActivity {
  if (question === undefined || !profile.suggestedActions) return {};
  const actions = question.choices.map(({ label }) => ({ type: 'imBack', title: label, value: label }));
  return { suggestedActions: { to: [], actions } };
}
