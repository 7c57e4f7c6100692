/** When a reply is due that is tried no more. */
export const NEVER = Number.MAX_SAFE_INTEGER;
