// @ts-check
// The thread that reads content, so that the server goes on answering. It is plain JavaScript because Node starts this file
// as it is, from the source and when built. Each message asks for the next piece of an answer, so that the other side is
// never given more at once than it can take in.
import { parentPort, workerData } from 'node:worker_threads';

/** What reads TypeScript, where this file runs from the sources. @type {{ readonly loader: string | undefined }} */
const { loader } = workerData;
if (loader !== undefined) {
  /** @type {{ register: () => unknown }} */
  const { register } = await import(loader);
  register();
}
const { answerRequest } = await import('./answer-request.ts');

/** @typedef {import('./requests.ts').ThreadRequest} ThreadRequest */
/** @typedef {import('./requests.ts').ThreadAnswer} ThreadAnswer */

/** @type {Iterator<import('./requests.ts').Piece> | undefined} */
let pieces;

parentPort?.on('message', (/** @type {ThreadRequest | 'next'} */ request) => {
  if (request !== 'next') pieces = answerRequest(request)[Symbol.iterator]();
  const next = pieces?.next();
  /** @type {ThreadAnswer} */
  const answer = next === undefined || next.done === true ? 'done' : next.value;
  parentPort?.postMessage(answer);
});

parentPort?.postMessage('ready');
