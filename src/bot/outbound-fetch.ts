/** Fetches from elsewhere: `fetch`, by way of the proxy where the operator has set one. */
export type OutboundFetch = (url: string | URL, request?: RequestInit) => Promise<Response>;
