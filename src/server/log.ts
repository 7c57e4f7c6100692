/** Takes one line for the operator. Lines never carry what users wrote, nor secrets. */
export type Log = (line: string) => void;

/** An error's kind and code, without its message: the SDK's errors carry whole requests in theirs. */
export function nameError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? ` ${error.statusCode}` : '';
  const cause = error.cause === undefined ? '' : ` (${nameError(error.cause)})`;
  return `${error.name}${code}${status}${cause}`;
}

/** Where an error arose, for errors of our own making: its first frames. */
export function whereFrom(error: unknown): string {
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)) : [];
  return frames
    .slice(0, 4)
    .map((frame) => frame.trim())
    .join(' ');
}
