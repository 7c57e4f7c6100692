import type { CommandName } from '../understanding/grammar.ts';

/** What a user sends: typed text, or a pressed button. */
export type Message = TextMessage | PressMessage;

interface MessageBase {
  /**
   * `page`: the text is not the user's own. A link brought it, or a button of the site that shows the chat. It is answered
   * like any other, but it never answers a question that deletes.
   */
  readonly writtenBy?: 'page';
  /**
   * Tells the senders of a conversation apart; it contains nothing about the person. Undefined if the host keeps nothing
   * of anybody.
   */
  readonly speaker?: string;
}

export interface PressMessage extends MessageBase {
  readonly kind: 'press';
  readonly press: Press;
}

export interface TextMessage extends MessageBase {
  readonly kind: 'text';
  readonly text: string;
  /** Facts that were picked after the text was written: the text does not change them. */
  readonly settled?: readonly string[];
}

/** Who sends a message, and whether the words are their own. */
export interface Sender {
  readonly speaker: string | undefined;
  readonly writtenBy: 'page' | undefined;
}

export type Press =
  /** A choice of the question with this number (questions of a consultation are numbered from 1). */
  | { readonly kind: 'choice'; readonly question: number; readonly fact: string; readonly choice: string }
  /** A command such as "show the source". */
  | { readonly kind: 'command'; readonly command: CommandName };

/** Parses the payload of a button, field by field. Undefined for anything that is not a payload of Waymark. */
export function parsePress(value: unknown): Press | undefined {
  if (typeof value !== 'object' || value === null || !('waymark' in value)) return undefined;
  const press: unknown = value.waymark;
  if (typeof press !== 'object' || press === null) return undefined;
  if ('move' in press) return parseCommand(press.move);
  if (!('question' in press && 'fact' in press && 'choice' in press)) return undefined;
  const { question, fact, choice } = press;
  if (typeof question !== 'number' || !Number.isSafeInteger(question)) return undefined;
  if (typeof fact !== 'string' || typeof choice !== 'string' || fact.length > 200 || choice.length > 2000)
    return undefined;
  return { kind: 'choice', question, fact, choice };
}

/** The payload that `parsePress` reads back. */
export function pressPayload(press: Press): { readonly waymark: Readonly<Record<string, string | number>> } {
  return press.kind === 'command'
    ? { waymark: { move: press.command } }
    : { waymark: { question: press.question, fact: press.fact, choice: press.choice } };
}

/** Commands that a button can give. */
const BUTTON_COMMANDS: readonly CommandName[] = [
  'back',
  'start-over',
  'help',
  'why',
  'source',
  'plain-text',
  'change',
];

function parseCommand(value: unknown): Press | undefined {
  const command = BUTTON_COMMANDS.find((name) => name === value);
  return command === undefined ? undefined : { kind: 'command', command };
}
