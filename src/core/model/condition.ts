/** What must be true of the facts for a rule to apply. `within`: the fact has one of the values. */
export type Condition =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'equals'; readonly fact: string; readonly value: string }
  | { readonly kind: 'within'; readonly fact: string; readonly values: readonly string[] }
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** Whether a condition is true. `unknown`: the facts do not decide it yet. */
export type Truth = 'holds' | 'fails' | 'unknown';

export const ALWAYS: Condition = { kind: 'always' };
export const NEVER: Condition = { kind: 'never' };
