/** For every response; pages set a policy of their own. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/** For a problem+json that is sent without restify. */
export const PROBLEM_HEADERS = {
  ...SECURITY_HEADERS,
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
} as const;
