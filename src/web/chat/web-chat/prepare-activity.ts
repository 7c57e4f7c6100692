import type { Activity } from '../connection/activity.ts';
import { fieldOf, textOf } from '../connection/read-field.ts';
import { linkCard } from './link-card.ts';
import { neutraliseMarkdown } from './neutralise-markdown.ts';
import { readSourceLinks, type SourceLinks } from './source-links.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

/**
 * The activity as Web Chat gets it. Cited lines become links to the source viewer, and the text above a card is
 * removed, because the card says the same. Attachments of other kinds are removed too: the bot sends none, and Web Chat
 * would load pictures for them.
 * @param origin the page's own, where the source viewer is
 */
export function prepareActivity(received: Activity, origin: string): Activity {
  const activity = { ...received, from: { ...received.from, role: roleOf(received) } };
  // The visitor's own words are shown exactly as they are, whatever format the client named.
  if (activity.from.role === 'user')
    return { ...activity, text: textToShow(activity), textFormat: 'plain', entities: [], attachments: [] };
  const links = readSourceLinks(activity, origin);
  const cards = readCards(activity);
  if (cards.length === 0) return { ...linkText(activity, links), attachments: [] };
  const attachments = cards.map((card) => ({ ...card, content: linkCard(card.content, links) }));
  // For screen readers: without it Web Chat reads only the buttons of a card out.
  const spoken = cards.map(({ content }) => textOf(content, 'fallbackText'));
  // Undefined rather than empty: with an empty text nothing at all is read out.
  const channelData = { ...activity.channelData, 'webchat:fallback-text': spoken.join('\n') || undefined };
  return { ...activity, text: '', channelData, entities: [], attachments };
}

/**
 * The activity's text, or the title of the button that was pressed. Empty if there is neither: Web Chat then shows
 * nothing.
 */
export function textToShow({ text, channelData }: Activity): string {
  const said = text === '' ? undefined : text;
  return said ?? textOf(channelData?.['messageBack'], 'displayText') ?? '';
}

/** Whether Web Chat shows this activity as a message. It does not show the press of a button that has no title. */
export function isShownAsMessage(activity: Activity): boolean {
  const hasText = textToShow(activity) !== '' && activity.channelData?.['postBack'] !== true;
  return activity.type === 'message' && (hasText || readCards(activity).length > 0);
}

/**
 * Puts the viewer's addresses into the link definitions from which Web Chat makes its footnotes. The claims are
 * removed: Web Chat would take any address from them.
 */
function linkText(activity: Activity, links: SourceLinks): Activity {
  if (activity.text === undefined || activity['textFormat'] === 'plain') return { ...activity, entities: [] };
  const linked = activity.text.replace(/^\[(\d+)\]: cite:\1(?= ")/gmu, (definition, position: string) => {
    const link = links.get(position);
    return link === undefined ? definition : `[${position}]: <${link.href}>`;
  });
  return { ...activity, text: neutraliseMarkdown(linked), entities: [] };
}

/** Azure leaves the role out. Only activities that a client sent have a `clientActivityID`. */
function roleOf({ from, channelData }: Activity): string {
  return from?.role ?? (channelData?.['clientActivityID'] === undefined ? 'bot' : 'user');
}

function readCards({ attachments }: Activity): readonly { readonly content: unknown }[] {
  return Array.isArray(attachments) ? attachments.filter(isCard) : [];
}

function isCard(value: unknown): value is { readonly content: unknown } {
  return fieldOf(value, 'contentType') === CARD && fieldOf(value, 'content') !== undefined;
}
