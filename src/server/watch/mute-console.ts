import type { Log } from '../log/index.ts';
import { errorPlace } from '../log/index.ts';

/**
 * Replaces the console and Node's warnings, because libraries write whole errors there, which can contain requests. The log
 * gets an event with the place of the call instead. Waymark itself never writes to the console. Returns a function that
 * restores both.
 */
export function muteConsole(log: Log): () => void {
  const before = globalThis.console;
  const note = () => log.note('library-wrote', { place: callerOf(new Error()) });
  globalThis.console = new Proxy(before, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      return typeof own === 'function' && name !== 'Console' ? note : own;
    },
  });
  const defaults = process.listeners('warning');
  const onWarning = (warning: Error) => log.note('node-warned', { cause: warning });
  process.removeAllListeners('warning');
  process.on('warning', onWarning);
  return () => {
    globalThis.console = before;
    process.off('warning', onWarning);
    for (const listener of defaults) process.on('warning', listener);
  };
}

/** The stack frame that called the console: the second one, after our own. */
function callerOf(error: Error): string {
  return errorPlace(error).split(' < ')[1] ?? '';
}
