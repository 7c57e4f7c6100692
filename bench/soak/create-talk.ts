import { distinctQuestions } from '../core/questions.ts';
import { REAL_KINDS } from '../core/real-questions.ts';
import type { Chooser } from '../core/random.ts';
import type { HttpAnswer } from '../turns/connection.ts';
import { post } from '../turns/requests.ts';

/** A request, and what is wrong with its answer. */
export interface Post {
  readonly request: string;
  check(answer: HttpAnswer): string | undefined;
}

/** Counts of what was sent; the counts of turns are those that the store must hold. */
export interface Counts {
  taken: number;
  repeated: number;
  silent: number;
  conversations: number;
}

/** What users and channels send, without end. */
export interface Talk {
  /** The next activity; now and then twice. */
  next(): readonly Post[];
  /** The ids of activities whose replies are sent by POST. */
  expected(): ReadonlySet<string>;
  readonly counts: Counts;
}

const OPEN = 200;
const SHORT = [
  'no',
  'yes',
  "I don't know",
  'back',
  '2',
  'thanks',
  'start over',
  'show the source',
  'why',
  'help',
] as const;
const SILENT = [
  'conversationUpdate',
  'typing',
  'messageReaction',
  'event',
  'messageDelete',
  'trace',
] as const;

/** Talks of about ten messages each, 200 at once: most wait for their replies, every sixth is sent them. */
export function createTalk(serviceUrl: string, port: number, choose: Chooser): Talk {
  const questions = distinctQuestions(REAL_KINDS, 20_000);
  const counts: Counts = { taken: 0, repeated: 0, silent: 0, conversations: 0 };
  const expected = new Set<string>();
  const talks: { name: string; left: number }[] = [];
  let number = 0;
  let asked = 0;

  return { next, expected: () => expected, counts };

  function next(): readonly Post[] {
    const place = choose.number(OPEN);
    const open = talks[place];
    const talk = open === undefined || open.left === 0 ? begin(place) : open;
    number += 1;
    const id = `${talk.name}-${String(number)}`;
    const isSilent = choose.number(10) === 0;
    // A conversation begins with a turn, so that every one of them is kept.
    if (isSilent && talk.left < 10) return [silent(talk.name, id)];
    talk.left -= 1;
    counts.taken += 1;
    const waits = choose.number(6) !== 0;
    if (!waits) expected.add(id);
    const request = post(port, '/api/messages', {
      ...fields(talk.name, id),
      ...(waits ? { deliveryMode: 'expectReplies' } : {}),
      type: 'message',
      text: choose.number(4) === 0 ? choose.one(SHORT) : nextQuestion(),
    });
    let first: string | undefined;
    const check = ({ status, body }: HttpAnswer) => {
      if (status !== 200) return `${id} was answered ${String(status)} ${body}`;
      if (!waits) return undefined;
      if (body.length < 20) return `${id} was answered with nothing`;
      if (first !== undefined && first !== body) return `${id} was answered differently when it came again`;
      first = body;
      return undefined;
    };
    const again = choose.number(10) === 0;
    if (again) counts.repeated += 1;
    return again
      ? [
          { request, check },
          { request, check },
        ]
      : [{ request, check }];
  }

  function begin(place: number): { name: string; left: number } {
    counts.conversations += 1;
    const talk = { name: `talk-${String(counts.conversations)}`, left: 10 };
    talks[place] = talk;
    return talk;
  }

  function silent(talk: string, id: string): Post {
    counts.silent += 1;
    const request = post(port, '/api/messages', { ...fields(talk, id), type: choose.one(SILENT) });
    return {
      request,
      check: ({ status }) => (status === 200 ? undefined : `${id} was answered ${String(status)}`),
    };
  }

  function fields(talk: string, id: string) {
    return {
      id,
      channelId: 'emulator',
      serviceUrl,
      from: { id: `user-${talk}` },
      recipient: { id: 'bot', name: 'Waymark' },
      conversation: { id: talk },
    };
  }

  function nextQuestion(): string {
    asked += 1;
    return questions[asked % questions.length]?.text ?? '';
  }
}
