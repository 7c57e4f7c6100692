/** A reply belongs to the process that took it for so long, in milliseconds: longer than one attempt to send takes. */
export const LEASE = 15_000;
