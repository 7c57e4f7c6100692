import { LONGEST_MESSAGE } from '../../contract/index.ts';
import { startersOf, welcome, type Advisor } from '../../core/index.ts';
import { accentOn, GROUNDS } from './accent.ts';
import { directionOf } from './direction-of.ts';
import type { PageQuery } from './page-query.ts';

/** The parts of the page that are not sentences. */
export interface ChatPageParts {
  /** The built page with placeholders such as `{{title}}`. */
  readonly template: string;
  readonly style: string;
  /** The address of Web Chat's bundle, relative to the page. */
  readonly webChat: string;
  readonly nonce: string;
}

/**
 * The HTML of the chat page for one visitor. Text from the query, the pack and the sentences is escaped. The conversation
 * has the writing direction of Waymark's language; the page around it has that of the site.
 */
export function renderChatPage(advisor: Advisor, query: PageQuery, parts: ChatPageParts): string {
  const { words } = advisor;
  const direction = directionOf(words.language);
  const holes: ReadonlyMap<string, string> = new Map([
    ['lang', words.language],
    ['dir', query.dir ?? direction],
    ['words-dir', direction],
    ['title-lang', (query.title === undefined ? undefined : query.lang) ?? words.language],
    ['title', query.title ?? words.say('webchat.title')],
    ['greeting', welcome(advisor).text],
    ['web-chat', parts.webChat],
    ['new', words.say('webchat.new')],
    ['close', words.say('webchat.close')],
    ['noscript', words.say('webchat.noscript')],
    ['queued', words.say('webchat.queued')],
    ['starters-label', words.say('webchat.starters')],
    ['reconnecting', words.say('webchat.reconnecting')],
    ['refused', words.say('webchat.refused')],
    ['unsent', words.say('webchat.unsent')],
    ['began-anew', words.say('webchat.began-anew')],
    ['longest', String(LONGEST_MESSAGE)],
    ['ask', query.ask],
    ['label', words.say('webchat.input.label')],
    ['placeholder', words.say('webchat.input.placeholder')],
    ['send', words.say('webchat.send')],
  ]);
  const starters = startersOf(advisor)
    .map((text) => `<li><button type="button">${escapeHtml(text)}</button></li>`)
    .join('');
  const preload = `<link rel="preload" as="script" fetchpriority="low" href="${parts.webChat}">`;
  const style = `<style nonce="${parts.nonce}">${parts.style}${accentStyle(query.accent)}</style>`;
  // Style and starters are filled in last, because a "{{" in them is not a placeholder.
  return parts.template
    .replace(/\{\{([a-z-]+)\}\}/gu, (_, name: string) => escapeHtml(holes.get(name) ?? ''))
    .replace('<!--head-->', () => preload + style)
    .replace('<!--starters-->', () => starters);
}

function accentStyle(chosen: string | undefined): string {
  if (chosen === undefined) return '';
  const rule = (ground: string) => {
    const colours = accentOn(ground, chosen);
    return colours === undefined ? '' : `:root{--accent:${colours.accent};--on-accent:${colours.onAccent}}`;
  };
  return `${rule(GROUNDS.light)}@media (prefers-color-scheme:dark){${rule(GROUNDS.dark)}}`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${String(character.charCodeAt(0))};`);
}
