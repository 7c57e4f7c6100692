/** An error's kind, code and status, without its message: the SDK's messages contain whole requests. */
export function nameError(error: unknown): string {
  return nameTo(error, 3);
}

/** Names at most `depth` causes, because causes can form a circle. */
function nameTo(error: unknown, depth: number): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${codeOf(error.code)}` : '';
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? ` ${error.statusCode}` : '';
  const cause = error.cause === undefined || depth === 1 ? '' : ` (${nameTo(error.cause, depth - 1)})`;
  return `${kindOf(error.name)}${code}${status}${cause}`;
}

/** Only names that look like those of error classes are written; others could contain text of users. */
function kindOf(name: string): string {
  return /^\w{0,40}(?:error|exception|warning)$/iu.test(name) ? name : 'Error';
}

function codeOf(code: string): string {
  return /^[A-Z\d_]{1,60}$/u.test(code) ? code : 'unknown';
}

/** A stack frame as V8 writes it. */
const FRAME =
  /^\s+at (?:(?:async |new )*[\w$.<>[\] ]{1,80} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()]{1,300}:\d+:\d+\)?$/u;

/** Where an error arose: at most four stack frames, with paths below the project folder. Nothing of the message. */
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
