import { timing, type Timing } from '../measure.ts';
import { openConnection, type Connection } from '../turns/connection.ts';
import { createRequests } from '../turns/requests.ts';

/** Turns a second: about a tenth of what one process can take. */
const RATE = 40;

/** Sends turns at a steady rate, whether or not those before were answered; each waits for its reply. */
export async function measureSteadyTurns(port: number, milliseconds: number): Promise<Timing> {
  const requests = createRequests('activity', port, `steady-${String(Date.now())}`, 'questions');
  const idle: Connection[] = [];
  const running: Promise<void>[] = [];
  const times: number[] = [];
  const take = async (place: number) => {
    const { request } = requests.next(place);
    const known = idle.pop();
    const connection = known?.isOpen() === true ? known : await openConnection(port);
    const begun = performance.now();
    const { status, body } = await connection.send(request);
    times.push(performance.now() - begun);
    if (status !== 200) throw new Error(`a turn was answered ${String(status)}: ${body}`);
    idle.push(connection);
  };
  await new Promise<void>((resolve) => {
    let count = 0;
    const timer = setInterval(() => {
      count += 1;
      running.push(take(count % RATE));
      if (count < (milliseconds / 1_000) * RATE) return;
      clearInterval(timer);
      resolve();
    }, 1_000 / RATE);
  });
  await Promise.all(running);
  for (const connection of idle) connection.close();
  return timing(times);
}
