import type { Reading } from './read-process.ts';

/** Which requests a program is sent. */
export type RequestKind = 'activity' | 'question';

/** What a load does: it sends requests, or it talks in the web chat. */
export type LoadKind = RequestKind | 'direct-line';

/** What a load says: questions, no two of them alike, or a word that needs no reading, no planning and no card. */
export type Saying = 'questions' | 'thanks';

/** A program that is measured. */
export interface Target {
  readonly name: string;
  readonly requests: RequestKind;
  /** What Node runs, with its arguments. */
  readonly program: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** One that runs. */
export interface RunningTarget {
  readonly target: Target;
  readonly port: number;
  /** From the start of the process to its first answer, in milliseconds. */
  readonly started: number;
  /** What the operating system says of the process. */
  read(): Reading;
  stop(): Promise<void>;
}
