import type { Log } from '../log/index.ts';

/**
 * Logs errors that nobody handled, without their messages, and calls `onBug`, because the process may be in any state after
 * such an error. Returns a function that stops listening.
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
