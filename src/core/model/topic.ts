import { nonEmpty, type NonEmpty } from './non-empty.ts';

/** What a user asks for. */
export type Topic =
  | { readonly kind: 'advice' }
  /** What is said of a component. `said`: the user's words, if they are more exact than the text ("Site Server 3.0"). */
  | {
      readonly kind: 'component';
      readonly component: string;
      readonly said?: string;
      /** Set if the user asks for a replacement. */
      readonly wants?: 'alternative';
    }
  /** A component that the pack does not name. */
  | { readonly kind: 'unnamed-component'; readonly said: string }
  | { readonly kind: 'alternative' }
  | { readonly kind: 'requirement' }
  /** Requirements and alternatives that the message names. */
  | { readonly kind: 'statement'; readonly rules: readonly string[] }
  /** Why the route is as it is. */
  | { readonly kind: 'reason' }
  /** The advice for every product of a family, or for all. */
  | { readonly kind: 'list' }
  /** What no longer works, or which upgrades there are: for all products; the advice if the product is known. */
  | { readonly kind: 'issues' }
  | { readonly kind: 'upgrades' }
  /**
   * Whether a product runs on another, which rules on upgrades do not say. `asks`: `supported` if the user asked with this
   * word, which such texts use for upgrades. `place`: what it shall run on, if the pack does not name it.
   */
  | { readonly kind: 'running'; readonly asks: 'works' | 'supported'; readonly place?: string }
  /** The advice for these products side by side. */
  | { readonly kind: 'compare'; readonly products: readonly string[] }
  /** A component that may be one of "some components that …" in this rule. */
  | { readonly kind: 'open-set'; readonly rule: string }
  /** Where to look for more. `families`: those that the question names, if it names several. */
  | { readonly kind: 'reference'; readonly topics: readonly string[]; readonly families?: readonly string[] }
  /**
   * A matter that readmes mostly do not mention, such as how long an upgrade takes. `yields`: the topic is dropped if the
   * message names both ends of an upgrade.
   */
  | { readonly kind: 'silence'; readonly topic: string; readonly phrase: string; readonly yields: boolean };

/** The topic of a consultation that nothing else is asked in. */
export const ADVICE: Topic = { kind: 'advice' };

/** Each topic once, in order; undefined if there are none. */
export function distinctTopics(topics: readonly Topic[]): NonEmpty<Topic> | undefined {
  return nonEmpty(topics.filter((topic, i) => topics.findIndex((other) => isSameTopic(other, topic)) === i));
}

function isSameTopic(a: Topic, b: Topic): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
