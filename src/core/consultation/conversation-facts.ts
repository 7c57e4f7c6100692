/**
 * Questions that are not about a pack's facts: which pack is meant, which earlier answer is to be changed, and whether
 * the user is to be forgotten.
 */
export const PACK_FACT = 'pack';
export const CHANGE_FACT = 'change';
export const FORGET_FACT = 'forget';

/** Whether a question is about the conversation itself: then nothing around it is about upgrades. */
export function isAboutConversation({ fact }: { readonly fact: string }): boolean {
  return fact === CHANGE_FACT || fact === FORGET_FACT;
}

/** The answers to the last one. */
export const FORGET = 'forget';
export const KEEP = 'keep';
