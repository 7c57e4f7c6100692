import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** libsql keeps a file open until its statements are collected; a server's process ends. */
export function letGo(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
}
