import { DeliveryModes, type Activity, type TurnContext } from 'botbuilder';
import { advance, NEW_CONSULTATION, welcome, type Advisor, type Consultation } from '../core/index.ts';
import { takeTurn, type Inbound, type Turns } from '../turn/index.ts';
import { answerInvoke } from './answer-invoke.ts';
import { conversationKey } from './conversation-key.ts';
import { DeliveryError } from './delivery-error.ts';
import { readMessage } from './read-message.ts';
import { renderReply, type SaidActivity } from './render-reply.ts';

/** What the bot stores and sends for one turn. */
export type Said = readonly SaidActivity[];

export interface Bot {
  /** Asked for every turn, so that reloaded content takes effect at once. */
  readonly advisor: () => Advisor;
  readonly turns: Turns<Said>;
}

/** The bot: one turn for each activity that says something; every other kind is taken note of in silence. */
export async function handleActivity(bot: Bot, context: TurnContext): Promise<void> {
  const { activity } = context;
  // As a plain string: channels send types that the SDK does not list.
  const type: string = activity.type;
  switch (type) {
    case 'message':
      return turn(bot, context, activity.id, (before) => reply(bot, activity, before));
    case 'messageUpdate':
      return editedMessage(bot, context);
    case 'conversationUpdate':
      return someoneElseJoined(activity) ? greet(bot, context) : undefined;
    case 'installationUpdate':
      return activity.action?.startsWith('remove') === true ? forget(bot, activity) : greet(bot, context);
    case 'endOfConversation':
      return turn(bot, context, activity.id, (before) => startOverSilently(bot, before));
    case 'invoke':
      return answerInvoke(bot, context);
    default:
      return undefined;
  }
}

/** Takes a turn and sends what is said to where the activity came from. */
function turn(
  { turns }: Bot,
  context: TurnContext,
  activityId: string | undefined,
  step: (before: Consultation) => { consultation: Consultation; said: Said },
): Promise<void> {
  return takeTurn(
    turns,
    inbound(context, activityId, (before) => step(before?.consultation ?? NEW_CONSULTATION)),
  );
}

function inbound(
  context: TurnContext,
  activityId: string | undefined,
  step: Inbound<Said>['step'],
): Inbound<Said> {
  const { activity } = context;
  return {
    key: conversationKey(activity),
    activityId,
    replyIsResponse: activity.deliveryMode === DeliveryModes.ExpectReplies,
    step,
    async deliver(said) {
      if (said.length === 0) return;
      try {
        await context.sendActivities([...said]);
      } catch (cause) {
        throw new DeliveryError(cause);
      }
    },
  };
}

function reply({ advisor }: Bot, activity: Activity, before: Consultation) {
  const { consultation, replies } = advance(advisor(), before, readMessage(activity));
  return { consultation, said: replies.map((said) => renderReply(said, activity.channelId)) };
}

/** An edited message says something anew. It keeps its id, so the time of the edit tells it from the first delivery. */
async function editedMessage(bot: Bot, context: TurnContext): Promise<void> {
  const { activity } = context;
  const channelData: unknown = activity.channelData;
  const eventType =
    typeof channelData === 'object' && channelData !== null && 'eventType' in channelData
      ? channelData.eventType
      : 'editMessage';
  // Teams sends the same activity type when a deleted message is restored.
  if (eventType !== 'editMessage') return;
  const edited = activity.timestamp instanceof Date ? activity.timestamp.getTime() : 0;
  const activityId = `${activity.id ?? ''}\nedited ${String(edited)}`;
  await turn(bot, context, activityId, (before) => reply(bot, activity, before));
}

/** Welcomes once: a conversation that was written to before has been welcomed, or needs no welcome any more. */
function greet({ advisor, turns }: Bot, context: TurnContext): Promise<void> {
  const { activity } = context;
  return takeTurn(
    turns,
    inbound(context, activity.id, (before) =>
      before === undefined
        ? { consultation: NEW_CONSULTATION, said: [renderReply(welcome(advisor()), activity.channelId)] }
        : undefined,
    ),
  );
}

function someoneElseJoined({ membersAdded, recipient }: Activity): boolean {
  return Array.isArray(membersAdded) && membersAdded.some((member) => member.id !== recipient.id);
}

/** Question numbers must go on, or a button of the old conversation could answer a question of the next. */
function startOverSilently({ advisor }: Bot, before: Consultation) {
  const press = { kind: 'press', press: { kind: 'move', move: 'start-over' } } as const;
  return { consultation: advance(advisor(), before, press).consultation, said: [] };
}

function forget({ turns: { store, turns } }: Bot, activity: Activity): Promise<void> {
  const key = conversationKey(activity);
  return turns.run(key, () => store.forget(key));
}
