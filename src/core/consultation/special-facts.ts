/** Questions that are not about a pack's facts: which pack is meant, and which earlier answer is to be changed. */
export const PACK_FACT = 'pack';
export const CHANGE_FACT = 'change';
