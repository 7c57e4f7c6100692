/**
 * The `fact` of questions about the conversation itself, which no pack has: which pack is meant, which earlier answer is to
 * be changed, and whether the user is to be forgotten.
 */
export const PACK_FACT = 'pack';
export const CHANGE_FACT = 'change';
export const FORGET_FACT = 'forget';

/** Whether a question is about changing an answer or forgetting the user, so that its card needs no buttons on upgrades. */
export function isAboutConversation({ fact }: { readonly fact: string }): boolean {
  return fact === CHANGE_FACT || fact === FORGET_FACT;
}

/** The two answers to the question whether to forget the user. */
export const FORGET = 'forget';
export const KEEP = 'keep';
