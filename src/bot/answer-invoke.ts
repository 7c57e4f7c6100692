import type { Activity } from 'botbuilder';
import { advance, NEW_CONSULTATION, parsePress } from '../core/index.ts';
import { conversationKey, personKey, speakerId } from './activity-keys.ts';
import type { Bot, BotResponse } from './bot.ts';
import { buildTurnEvent } from './build-turn-event.ts';

/**
 * Answers an invoke. `adaptiveCard/action` (Universal Actions, learn.microsoft.com/adaptive-cards) brings a button in
 * `value.action.data` and gets the reply as text in its response. Every other invoke, such as a dialog (`task/…`), is not
 * supported and gets 501.
 */
export function answerInvoke(bot: Bot, activity: Activity): Promise<BotResponse> {
  return activity.name === 'adaptiveCard/action'
    ? answerCardAction(bot, activity)
    : Promise.resolve({ status: 501, body: undefined });
}

async function answerCardAction({ advisor, turns, version }: Bot, activity: Activity): Promise<BotResponse> {
  const press = parsePress(actionData(activity.value));
  if (press === undefined) return cardError('BadRequest', 'value.action.data is not a button of this bot');
  const { said } = await turns.run({
    key: conversationKey(activity),
    activityId: activity.id,
    person: personKey(activity),
    address: undefined,
    decide: (before) => {
      const { consultation, replies, forgets } = advance(
        advisor(),
        before?.consultation ?? NEW_CONSULTATION,
        {
          kind: 'press',
          press,
          speaker: speakerId(activity),
        },
      );
      const texts = replies.map(({ text }) => ({ type: 'message', text }));
      return {
        consultation,
        said: texts,
        event: buildTurnEvent(replies, version),
        ...(forgets === undefined ? {} : { forgets }),
      };
    },
    deliver: () => Promise.resolve(),
  });
  const body = {
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: (said ?? []).map(({ text }) => text ?? '').join('\n\n'),
  };
  return { status: 200, body };
}

function cardError(code: string, message: string): BotResponse {
  const body = { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code, message } };
  return { status: 200, body };
}

function actionData(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('action' in value)) return undefined;
  const { action } = value;
  return typeof action === 'object' && action !== null && 'data' in action ? action.data : undefined;
}
