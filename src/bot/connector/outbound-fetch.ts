/** `fetch` for calls to other machines. It goes through the proxy if the operator has set one. */
export type OutboundFetch = (url: string | URL, request?: RequestInit) => Promise<Response>;
