import type { RunningBot, Said } from './running-bot.ts';
import type { Replayed } from './replay.ts';
import { choicesIn, linesIn, type Seen } from './seen.ts';

/** A conversation with the bot over HTTP, as the emulator holds it: texts are sent, buttons send their payload. */
export interface BotTalk {
  say(replayed: Replayed): Promise<Seen>;
}

export function openBotTalk(bot: RunningBot, conversation: string): BotTalk {
  let buttons: readonly Button[] = [];
  return {
    async say({ turn, reply }) {
      const button = turn.kind === 'press' ? buttons.find(({ title }) => title === turn.label) : undefined;
      if (turn.kind === 'press' && button === undefined)
        throw new Error(`${turn.place}: the card has no button "${turn.label}"`);
      const message = turn.kind === 'user' ? { text: turn.text } : { text: undefined, value: button?.data };
      const { status, activities } = await bot.post({ ...message, conversation: { id: conversation } });
      const [said] = activities;
      if (status !== 200 || said === undefined || activities.length !== 1)
        throw new Error(`${turn.place}: ${String(status)} with ${String(activities.length)} replies`);
      const [card] = said.attachments ?? [];
      buttons = card === undefined ? [] : submitButtons(card.content);
      return seen(said, reply.answer.kind === 'chat');
    },
  };
}

/** What the user sees of a message. Outside an answer there may be no card, and the lines may be in the text alone. */
function seen(said: Said, isChat: boolean): Seen {
  const text = said.text ?? '';
  const entityLines = (said.entities ?? []).flatMap(citationLines);
  const [card] = said.attachments ?? [];
  if (card === undefined && !isChat) throw new Error('an answer came without its card');
  const choices =
    card === undefined
      ? choicesIn(text)
      : submitButtons(card.content)
          .filter(({ data }) => isChoice(data))
          .map(({ title }) => title);
  return { text, lines: isChat ? [...entityLines, ...linesIn(text)] : entityLines, choices };
}

export interface Button {
  readonly title: string;
  readonly data: unknown;
}

/** Every Action.Submit of a card, in the order in which it is shown. */
export function submitButtons(part: unknown): readonly Button[] {
  if (typeof part !== 'object' || part === null) return [];
  const own =
    'type' in part && part.type === 'Action.Submit' && 'title' in part && 'data' in part
      ? [{ title: String(part.title), data: part.data }]
      : [];
  return [...own, ...Object.values(part).flatMap(submitButtons)];
}

function isChoice(data: unknown): boolean {
  return JSON.stringify(data).includes('"question"');
}

function citationLines(entity: Readonly<Record<string, unknown>>): readonly number[] {
  const { citation } = entity;
  if (!Array.isArray(citation)) return [];
  return citation.flatMap((claim: unknown) =>
    typeof claim === 'object' && claim !== null && 'position' in claim ? [Number(claim.position)] : [],
  );
}
