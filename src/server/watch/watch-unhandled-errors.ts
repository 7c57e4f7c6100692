import type { Log } from '../log/index.ts';

/**
 * Errors that nobody handled are logged without a word of what they say, and `onBug` is told of the first: nobody knows
 * in what state it has left the process. Returns how to stop listening.
 */
export function watchUnhandledErrors(log: Log, onBug: () => void): () => void {
  const onError = (cause: unknown) => {
    log.note('bug', { cause });
    onBug();
  };
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  return () => {
    process.off('uncaughtException', onError);
    process.off('unhandledRejection', onError);
  };
}
