import { nonEmpty, type NonEmpty } from './non-empty.ts';

/** What a question or an answer is about. */
export type Topic =
  | { readonly kind: 'advice' }
  /** `said` is what the user called it, where that names more than the text does ("Site Server 3.0"). */
  | {
      readonly kind: 'component';
      readonly component: string;
      readonly said?: string;
      /** Another component in its place is asked for. */
      readonly wants?: 'alternative';
    }
  /** A component that the pack does not name. */
  | { readonly kind: 'unnamed-component'; readonly said: string }
  | { readonly kind: 'alternative' }
  | { readonly kind: 'requirement' }
  /** Requirements and other ways that the message names. */
  | { readonly kind: 'statement'; readonly rules: readonly string[] }
  /** Why the route is as it is. */
  | { readonly kind: 'reason' }
  /** The advice for every product of a family, or for all. */
  | { readonly kind: 'list' }
  /** What no longer works and which upgrades there are, of every product; the advice, where the product is known. */
  | { readonly kind: 'issues' }
  | { readonly kind: 'upgrades' }
  /** Whether a product runs on another: texts on upgrades speak of upgrading. `works` unless "supported" was asked; `place`
   *  is where, if the pack does not name it. */
  | { readonly kind: 'running'; readonly asks: 'works' | 'supported'; readonly place?: string }
  /** The advice for these products side by side. */
  | { readonly kind: 'compare'; readonly products: readonly string[] }
  | { readonly kind: 'open-set'; readonly rule: string }
  /** `families` are those that the question names, where it names several. */
  | { readonly kind: 'reference'; readonly topics: readonly string[]; readonly families?: readonly string[] }
  | { readonly kind: 'silence'; readonly topic: string; readonly phrase: string; readonly yields: boolean };

/** Each topic once, in order; undefined where there are none. */
export function distinctTopics(topics: readonly Topic[]): NonEmpty<Topic> | undefined {
  return nonEmpty(topics.filter((topic, i) => topics.findIndex((other) => isSameTopic(other, topic)) === i));
}

function isSameTopic(a: Topic, b: Topic): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
