import { ActivityTypes, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import { advance, NEW_CONSULTATION, parsePress, type Reply } from '../core/index.ts';
import { takeTurn } from '../turn/index.ts';
import { conversationKey } from './conversation-key.ts';
import type { Bot } from './handle-activity.ts';

/**
 * Answers an invoke. `adaptiveCard/action` (Universal Actions, learn.microsoft.com/adaptive-cards) carries a button in
 * `value.action.data` and is given the reply as text in its response; everything else, dialogs (`task/…`) included, is
 * not offered: 501.
 */
export async function answerInvoke(bot: Bot, context: TurnContext): Promise<void> {
  const { activity } = context;
  const response: InvokeResponse =
    activity.name === 'adaptiveCard/action' ? await answerCardAction(bot, activity) : { status: 501 };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value: response });
}

async function answerCardAction({ advisor, turns }: Bot, activity: Activity): Promise<InvokeResponse> {
  const press = parsePress(actionData(activity.value));
  if (press === undefined) return cardError('BadRequest', 'value.action.data is not a button of this bot');
  let texts: readonly string[] = [];
  const step = (before = NEW_CONSULTATION) => {
    const { consultation, replies } = advance(advisor(), before, { kind: 'press', press });
    return {
      consultation,
      said: replies.map((reply: Reply) => ({ type: ActivityTypes.Message, text: reply.text })),
    };
  };
  await takeTurn(turns, {
    key: conversationKey(activity),
    activityId: activity.id,
    replyIsResponse: true,
    step: (before) => step(before?.consultation),
    deliver: (said) => {
      texts = said.map(({ text }) => text ?? '');
      return Promise.resolve();
    },
  });
  const body = {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: texts.join('\n\n'),
  };
  return { status: 200, body };
}

function cardError(code: string, message: string): InvokeResponse {
  const body = { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code, message } };
  return { status: 200, body };
}

function actionData(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('action' in value)) return undefined;
  const { action } = value;
  return typeof action === 'object' && action !== null && 'data' in action ? action.data : undefined;
}
