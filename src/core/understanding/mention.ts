/** A product, or something in a product's place, that a message names. */
export interface Mention {
  readonly products: readonly string[];
  /** In the user's words, where the pack does not name it. */
  readonly outside: { readonly said: string; readonly family: string | undefined } | undefined;
  /** A service pack that was said behind a named release. */
  readonly servicePack: string | undefined;
  /** A version without a family: what it belongs to depends on the conversation. */
  readonly bare: string | undefined;
  /** The whole family was named, without a version. */
  readonly wholeFamily: string | undefined;
  /** Segment indexes, the end not included. */
  readonly from: number;
  readonly to: number;
}
