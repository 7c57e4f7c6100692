import { ActionSet, OpenUrlAction, SubmitAction } from '@microsoft/teams.cards';
import { pressPayload, type AskedQuestion, type Press, type Reply } from '../../core/index.ts';
import { complaintMail } from './complaint-mail.ts';

type MoveName = Extract<Press, { kind: 'move' }>['move'];

/** A renderer may drop the buttons beyond its maximum from a row (5 by default, 6 in Teams). */
const BUTTONS_IN_A_ROW = 5;

/** Makes a card's button. Teams can show the click as what the user said; elsewhere the payload is sent quietly. */
export function pressButton(title: string, press: Press, messageBack: boolean): SubmitAction {
  const payload = pressPayload(press);
  const data = messageBack
    ? { msteams: { type: 'messageBack', text: title, displayText: title, value: payload } }
    : payload;
  return new SubmitAction({ title, data });
}

export function moveButton(title: string, move: MoveName, messageBack: boolean): SubmitAction {
  return pressButton(title, { kind: 'move', move }, messageBack);
}

/** The choices of a question, in rows that no renderer cuts. */
export function choiceButtons(question: AskedQuestion, messageBack: boolean): ActionSet[] {
  const { number, fact } = question;
  const buttons = question.choices.map(({ label, value }) =>
    pressButton(label, { kind: 'choice', question: number, fact, choice: value }, messageBack),
  );
  const rows = Math.ceil(buttons.length / BUTTONS_IN_A_ROW);
  return Array.from(
    { length: rows },
    (_, row) => new ActionSet(...buttons.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW)),
  );
}

/** Below the answer: the quoted lines, a text that can be copied, and a mail to the pack's owner. */
export function answerButtons(reply: Reply, messageBack: boolean) {
  const { knowledge, words } = reply.voice;
  const mail = complaintMail(reply.voice, reply.text);
  return [
    ...(reply.answer.citations.length === 0
      ? []
      : [moveButton(words.say('card.show-lines'), 'source', messageBack)]),
    moveButton(words.say('card.plain-text'), 'plain-text', messageBack),
    ...(mail === undefined
      ? []
      : [new OpenUrlAction(mail, { title: words.say('card.wrong'), tooltip: knowledge.owner.name })]),
  ];
}
