import type { Log } from '../log/index.ts';
import { errorPlace } from '../log/index.ts';

/**
 * Takes the console and Node's warnings away from libraries: they write whole errors, in which requests may stand. The
 * log tells that one wrote and where. Waymark itself never writes to the console. Returns how to give both back.
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

/** The frame that called the console: the one behind our own. */
function callerOf(error: Error): string {
  return errorPlace(error).split(' < ')[1] ?? '';
}
