import type { ActionArray, IActionSet, ISubmitAction } from '@microsoft/teams.cards';
import {
  memoize,
  pressPayload,
  type AskedQuestion,
  type Press,
  type Reply,
  type AnswerContext,
} from '../../core/index.ts';
import { withCachedJson } from '../../turn/index.ts';
import { complaintMail } from './complaint-mail.ts';

/** Renderers may drop buttons of a row beyond their limit (5 by default, 6 in Teams). */
const BUTTONS_IN_A_ROW = 5;

/** Makes a card's button. With `messageBack` Teams shows the click as a message of the user; else only the payload is sent. */
function pressButton(title: string, press: Press, messageBack: boolean): ISubmitAction {
  const payload = pressPayload(press);
  const data = messageBack
    ? { msteams: { type: 'messageBack', text: title, displayText: title, value: payload } }
    : payload;
  return { type: 'Action.Submit', title, data };
}

/** The three buttons that are the same for every answer. "Change" has a row of its own. */
export function moveButtons(words: AnswerContext['words'], messageBack: boolean): MoveButtons {
  return messageBack ? spokenButtons(words) : quietButtons(words);
}

const spokenButtons = memoize((words: AnswerContext['words']) => makeMoveButtons(words, true));
const quietButtons = memoize((words: AnswerContext['words']) => makeMoveButtons(words, false));

type MoveButtons = ReturnType<typeof makeMoveButtons>;

function makeMoveButtons(words: AnswerContext['words'], messageBack: boolean) {
  const change = pressButton(words.say('card.change'), { kind: 'command', command: 'change' }, messageBack);
  const source = pressButton(
    words.say('card.show-lines'),
    { kind: 'command', command: 'source' },
    messageBack,
  );
  const text = pressButton(
    words.say('card.plain-text'),
    { kind: 'command', command: 'plain-text' },
    messageBack,
  );
  const changeAlone: IActionSet = { type: 'ActionSet', actions: [change] };
  return {
    change: withCachedJson(changeAlone),
    source: withCachedJson(source),
    plainText: withCachedJson(text),
  };
}

/** The choices of a question as buttons, in rows that no renderer cuts. */
export function choiceButtons(question: AskedQuestion, messageBack: boolean): readonly IActionSet[] {
  const { number, fact } = question;
  const buttons = question.choices.map(({ label, value }) =>
    pressButton(label, { kind: 'choice', question: number, fact, choice: value }, messageBack),
  );
  const rows = Math.ceil(buttons.length / BUTTONS_IN_A_ROW);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'ActionSet',
    actions: buttons.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW),
  }));
}

/** The buttons below an answer: the quoted lines, the plain text, and a mail to the pack's owner. */
export function answerButtons(reply: Reply, messageBack: boolean): ActionArray {
  const { knowledge, words } = reply.context;
  const { source, plainText } = moveButtons(words, messageBack);
  const mail = complaintMail(reply.context, reply.text);
  return [
    ...(reply.answer.citations.length === 0 ? [] : [source]),
    plainText,
    ...(mail === undefined
      ? []
      : [
          {
            type: 'Action.OpenUrl' as const,
            title: words.say('card.wrong'),
            tooltip: knowledge.owner.name,
            url: mail,
          },
        ]),
  ];
}
