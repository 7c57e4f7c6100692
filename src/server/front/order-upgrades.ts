import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** Calls `act` as soon as every request that came before on the socket is answered; never if the socket closes before. */
export type WhenAnswered = (socket: Duplex, act: () => void) => void;

/**
 * Keeps answers in order on connections where a request to upgrade arrives behind another request that is still being
 * answered. Node hands the socket over at once, and then knows nothing of the answer before: whoever wrote to it would
 * write into that answer, and Node would hold back an answer of its own for ever.
 */
export function orderUpgrades(http: Server): WhenAnswered {
  const unanswered = new WeakMap<Duplex, number>();
  const waiting = new WeakMap<Duplex, () => void>();

  const begin = ({ socket }: IncomingMessage, response: ServerResponse) => {
    unanswered.set(socket, (unanswered.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (unanswered.get(socket) ?? 1) - 1;
      unanswered.set(socket, left);
      if (left === 0) waiting.get(socket)?.();
    });
  };
  // First of all listeners, because the others do not see a request that one of them refuses.
  for (const event of ['request', 'checkContinue', 'checkExpectation']) http.prependListener(event, begin);

  return (socket, act) => {
    if ((unanswered.get(socket) ?? 0) === 0) {
      act();
      return;
    }
    // Node has taken its own listeners away, and an error that nobody hears would end the process.
    const cut = () => socket.destroy();
    socket.on('error', cut).on('timeout', cut);
    waiting.set(socket, () => {
      waiting.delete(socket);
      // It has failed, or the answer before was the last one of its connection.
      if (!socket.writable) return;
      socket.off('error', cut).off('timeout', cut);
      act();
    });
  };
}
