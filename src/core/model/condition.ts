/** What must be true of the user's facts for a rule to apply. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'equals'; readonly fact: string; readonly value: string }
  | { readonly kind: 'within'; readonly fact: string; readonly values: readonly string[] }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** Three-valued truth: `unknown` until the user's facts decide. */
export type Truth = 'holds' | 'fails' | 'unknown';

export const ALWAYS: Condition = { kind: 'always' };
export const NEVER: Condition = { kind: 'never' };
