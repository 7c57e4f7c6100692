import type { Activity } from '../connection/direct-line.ts';

/** Where each activity stands in the conversation. */
export interface ActivityOrder {
  /** Behind what came before; one that comes again keeps its place. */
  inOrder(activity: Activity): Activity;
  /** Behind everything that the server has. */
  atEnd(activity: Activity): Activity;
}

const PLACE = 'webchat:sequence-id';
const END = 1e12;

/**
 * Gives activities the order in which they come. Web Chat would sort them by time: a message that is still being sent has
 * none of the server's, and would change places with one that was sent before it.
 */
export function createActivityOrder(): ActivityOrder {
  const known = new Map<string, number>();
  let next = 0;
  const at = (activity: Activity, place: number): Activity => ({
    ...activity,
    channelData: { ...activity.channelData, [PLACE]: place },
  });
  return {
    inOrder: (activity) => {
      const { id } = activity;
      const place = (id === undefined ? undefined : known.get(id)) ?? (next += 1);
      if (id !== undefined) known.set(id, place);
      return at(activity, place);
    },
    atEnd: (activity) => at(activity, END + (next += 1)),
  };
}
