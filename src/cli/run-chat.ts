import { createInterface } from 'node:readline';
import { advance, NEW_CONSULTATION, welcome, type Advisor, type Consultation } from '../core/index.ts';
import { formatReply } from './format-reply.ts';

/** The streams of a conversation in the terminal. */
export interface ChatStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Runs a conversation in the terminal, line by line, until the input ends or the user leaves. */
export async function runChat(advisor: Advisor, { stdin, stdout }: ChatStreams): Promise<void> {
  const { words } = advisor;
  const leave = new Set(
    words
      .say('terminal.leave')
      .split('|')
      .map((word) => word.trim()),
  );
  const terminal = stdout.isTTY === true;
  const lines = createInterface({
    input: stdin,
    output: stdout,
    terminal,
    prompt: words.say('terminal.prompt'),
  });
  const print = (text: string) => stdout.write(`${text}\n\n`);
  const layout = () => ({
    colours: terminal && stdoutColours(),
    width: widthOf(stdout),
  });
  print(formatReply(welcome(advisor), layout()));
  print(words.say('terminal.hint'));
  let consultation: Consultation = NEW_CONSULTATION;
  // The input may have ended while lines of it are still to be answered; from Node 24 on a prompt then throws.
  const input = { isOpen: true };
  lines.once('close', () => {
    input.isOpen = false;
  });
  const prompt = () => {
    if (input.isOpen) lines.prompt();
  };
  prompt();
  for await (const line of lines) {
    if (leave.has(line.trim().toLowerCase())) break;
    const advanced = advance(advisor, consultation, { kind: 'text', text: line });
    consultation = advanced.consultation;
    stdout.write('\n');
    for (const reply of advanced.replies) print(formatReply(reply, layout()));
    prompt();
  }
  lines.close();
  print(words.say('terminal.bye'));
}

/** Longer lines are hard to read. A terminal that does not know its width reports 0. */
const MOST_COLUMNS = 100;

function widthOf({ columns = 0 }: ChatStreams['stdout']): number {
  return columns > 0 ? Math.min(columns, MOST_COLUMNS) : MOST_COLUMNS;
}

/** Respects https://no-color.org and dumb terminals. */
function stdoutColours(): boolean {
  const { NO_COLOR, TERM } = process.env;
  return (NO_COLOR === undefined || NO_COLOR === '') && TERM !== 'dumb';
}
