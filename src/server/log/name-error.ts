/** An error's kind and code, without its message: the SDK's errors carry whole requests in theirs. */
export function nameError(error: unknown): string {
  return nameTo(error, 3);
}

/** Causes may go round in a circle, so only so many are named. */
function nameTo(error: unknown, depth: number): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${codeOf(error.code)}` : '';
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? ` ${error.statusCode}` : '';
  const cause = error.cause === undefined || depth === 1 ? '' : ` (${nameTo(error.cause, depth - 1)})`;
  return `${kindOf(error.name)}${code}${status}${cause}`;
}

/** Kinds are names of classes, codes are constants; anything else was put there by somebody else. */
function kindOf(name: string): string {
  return /^\w{0,40}(?:error|exception|warning)$/iu.test(name) ? name : 'Error';
}

function codeOf(code: string): string {
  return /^[A-Z\d_]{1,60}$/u.test(code) ? code : 'unknown';
}

/** A frame as V8 writes it, in a file or in Node itself. */
const FRAME =
  /^\s+at (?:(?:async |new )*[\w$.<>[\] ]{1,80} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()]{1,300}:\d+:\d+\)?$/u;

/** Where an error arose: its first frames, with paths from the project on. Lines of the message are none. */
export function errorPlace(error: unknown): string {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return '';
  const { stack, message } = error;
  const said = message === '' ? -1 : stack.indexOf(message);
  const frames = stack
    .slice(said === -1 ? 0 : said + message.length)
    .split('\n')
    .filter((line) => FRAME.test(line));
  return frames.slice(0, 4).map(shorten).join(' < ');
}

function shorten(frame: string): string {
  return frame
    .trim()
    .replace(/^at /u, '')
    .replace(/(?:file:\/\/|\/|[A-Za-z]:\\)[^\s()]*?[\\/](?=(?:dist|src|test|node_modules)[\\/])/u, '');
}
