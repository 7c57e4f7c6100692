import type { Activity } from '../connection/activity.ts';

/** Gives each activity the number by which Web Chat sorts. */
export interface ActivityOrder {
  /** After everything that arrived before. An activity that arrives again keeps its number. */
  inOrder(activity: Activity): Activity;
  /** After everything that the server has, for a message that is still being sent. */
  atEnd(activity: Activity): Activity;
}

const NUMBER = 'webchat:sequence-id';
const END = 1e12;

/**
 * Sorts activities by arrival. Web Chat would sort them by time: a message that is still being sent has no time of the
 * server's yet, and would change places with one that was sent before it.
 */
export function createActivityOrder(): ActivityOrder {
  const numbers = new Map<string, number>();
  let last = 0;
  const withNumber = (activity: Activity, number: number): Activity => ({
    ...activity,
    channelData: { ...activity.channelData, [NUMBER]: number },
  });
  return {
    inOrder: (activity) => {
      const { id } = activity;
      const number = (id === undefined ? undefined : numbers.get(id)) ?? (last += 1);
      if (id !== undefined) numbers.set(id, number);
      return withNumber(activity, number);
    },
    atEnd: (activity) => withNumber(activity, END + (last += 1)),
  };
}
