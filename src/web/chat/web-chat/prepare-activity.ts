import type { Activity } from '../connection/direct-line.ts';
import { linkCard } from './link-card.ts';
import { neutraliseMarkdown } from './neutralise-markdown.ts';
import { readSourceLinks, type SourceLinks } from './source-links.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * An activity as the page shows it: each cited line opens the source viewer there. What a card shows is not said a second time
 * as text above it. Attachments of other kinds, which the bot does not send, are left out: Web Chat would get pictures for them.
 */
export function prepareActivity(said: Activity): Activity {
  const activity = { ...said, from: { ...said.from, role: roleOf(said) } };
  // Whatever way it was sent: what a visitor says is what stands there.
  if (activity.from.role === 'user')
    return { ...activity, text: textToShow(activity), textFormat: 'plain', entities: [], attachments: [] };
  const viewers = readSourceLinks(activity);
  const cards = readCards(activity);
  if (cards.length === 0) return { ...linkText(activity, viewers), attachments: [] };
  const attachments = cards.map((card) => ({ ...card, content: linkCard(card.content, viewers) }));
  // What is read out: of a card Web Chat would read its buttons alone.
  const spoken = cards.map(({ content }) => textOf(content, 'fallbackText'));
  // Nothing at all would be read out of an empty one.
  const channelData = { ...activity.channelData, 'webchat:fallback-text': spoken.join('\n') || undefined };
  return { ...activity, text: '', channelData, entities: [], attachments };
}

/** What is said with it; of a button that was pressed, what the button says. Web Chat shows nothing that says nothing. */
export function textToShow({ text, channelData }: Activity): string {
  const said = text === '' ? undefined : text;
  return said ?? textOf(channelData?.['messageBack'], 'displayText') ?? '';
}

/** Whether Web Chat shows a message of this: it keeps quiet about a press, unless the press has a title. */
export function isShownAsMessage(activity: Activity): boolean {
  const isSaid = textToShow(activity) !== '' && activity.channelData?.['postBack'] !== true;
  return activity.type === 'message' && (isSaid || readCards(activity).length > 0);
}

/**
 * The definitions by which Web Chat knows its footnotes, with the viewer's address in them. Without the claims, from which
 * Web Chat would take any address.
 */
function linkText(activity: Activity, viewers: SourceLinks): Activity {
  if (activity.text === undefined || activity['textFormat'] === 'plain') return { ...activity, entities: [] };
  const linked = activity.text.replace(/^\[(\d+)\]: cite:\1(?= ")/gmu, (definition, position: string) => {
    const viewer = viewers.get(position);
    return viewer === undefined ? definition : `[${position}]: <${viewer.href}>`;
  });
  return { ...activity, text: neutraliseMarkdown(linked), entities: [] };
}

/** Azure leaves the role out. Only what clients send has an id of theirs. */
function roleOf({ from, channelData }: Activity): string {
  return from?.role ?? (channelData?.['clientActivityID'] === undefined ? 'bot' : 'user');
}

function readCards({ attachments }: Activity): readonly { readonly content: unknown }[] {
  return Array.isArray(attachments) ? attachments.filter(isCard) : [];
}

function isCard(value: unknown): value is { readonly content: unknown } {
  return fieldOf(value, 'contentType') === CARD && fieldOf(value, 'content') !== undefined;
}
