import { ms } from '../table.ts';

/** Prints a figure beside the aim that was set for it, in milliseconds. */
export function verdictOn(what: string, time: number, aim: number): void {
  const outcome = time < aim ? 'reached' : 'missed';
  process.stdout.write(`aim: ${what} below ${aim} ms: ${outcome}, ${ms(time)} ms\n`);
}
