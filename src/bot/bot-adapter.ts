import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { DeliveryError } from './delivery-error.ts';

/** The bot's identity at the Bot Framework. */
export interface AppIdentity {
  readonly id: string;
  readonly password: string | undefined;
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string | undefined;
}

/** What came of an activity. `response` is the body that the channel waits for, where it waits for one. */
export type Outcome =
  | { readonly kind: 'done'; readonly response: InvokeResponse | undefined }
  | { readonly kind: 'refused'; readonly cause: unknown }
  | { readonly kind: 'undelivered'; readonly cause: unknown }
  | { readonly kind: 'failed'; readonly cause: unknown };

/**
 * The SDK's adapter with a door of its own: the SDK's `process` prints whole errors, message text included, and answers
 * with their text. A class, because the SDK offers `processActivity` to subclasses only.
 */
export class BotAdapter extends CloudAdapter {
  /** Authenticates the caller and runs `logic`. Without an app id every caller is let in: the server guards the door. */
  async take(
    activity: Activity,
    authorization: string,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Outcome> {
    const identity = await settle(
      this.botFrameworkAuthentication.authenticateRequest(activity, authorization),
    );
    if (identity.kind === 'rejected') return { kind: 'refused', cause: identity.cause };
    const run = await settle(this.processActivity(identity.value, activity, logic));
    if (run.kind === 'fulfilled') return { kind: 'done', response: run.value };
    return { kind: run.cause instanceof DeliveryError ? 'undelivered' : 'failed', cause: run.cause };
  }
}

/** The last resort: said when a turn failed, perhaps because the words themselves cannot be had. */
const APOLOGY = 'Sorry, something went wrong on my side. Nothing is lost: please send your message again.';

/** Builds the adapter. `report` is told of a turn that failed; the user is told nothing of why. */
export function createBotAdapter(app: AppIdentity | undefined, report: (error: unknown) => void): BotAdapter {
  const settings =
    app === undefined
      ? {}
      : {
          MicrosoftAppId: app.id,
          MicrosoftAppPassword: app.password ?? '',
          MicrosoftAppType: app.type,
          MicrosoftAppTenantId: app.tenantId ?? '',
        };
  const adapter = new BotAdapter(new ConfigurationBotFrameworkAuthentication(settings));
  adapter.onTurnError = async (context, error) => {
    // Where the channel does not take our replies, it would not take an apology either.
    if (error instanceof DeliveryError) throw error;
    report(error);
    await context.sendActivity(APOLOGY);
  };
  return adapter;
}

type Settled<T> =
  { readonly kind: 'fulfilled'; readonly value: T } | { readonly kind: 'rejected'; readonly cause: unknown };

function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value) => ({ kind: 'fulfilled', value }),
    (cause: unknown) => ({ kind: 'rejected', cause }),
  );
}
