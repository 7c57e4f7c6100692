import { createInterface } from 'node:readline';
import { ask, type Advisor, type AskRequest } from '../core/index.ts';
import { CliError } from './cli-error.ts';
import { explainReading } from './explain-reading.ts';
import { loadAdvisor, type ContentOptions } from './load-advisor.ts';
import { readAskLine } from './read-ask-line.ts';
import type { CliHost } from './cli-host.ts';

interface AskOptions extends ContentOptions {
  readonly json?: boolean;
  readonly jsonl?: boolean;
  readonly facts?: string;
  readonly explain?: boolean;
}

/** `waymark ask`: prints the answer to one question, or one answer a line. Resolves to the exit code. */
export async function runAsk(text: string, options: AskOptions, host: CliHost): Promise<number> {
  const advisor = loadAdvisor(options, (line) => host.stderr.write(`${line}\n`));
  if (options.jsonl === true) {
    if (text !== '')
      throw new CliError('ask: with --jsonl the questions come from standard input; leave the text out', 2);
    return answerLines(advisor, host);
  }
  if (text === '')
    throw new CliError('ask: say what you want to know, for example: waymark ask "BackOffice Server 2.5"', 2);
  const asked = ask(advisor, { turns: [text], facts: readFacts(options.facts) });
  if (asked.kind === 'refused')
    throw new CliError(asked.problems.map((problem) => `ask: ${problem}`).join('\n'), 1);
  host.stdout.write(`${options.json === true ? JSON.stringify(asked.answer, null, 2) : asked.reply.text}\n`);
  if (options.explain === true) host.stdout.write(`\n${explainReading(advisor, text, asked.reply)}\n`);
  return 0;
}

function readFacts(text: string | undefined): NonNullable<AskRequest['facts']> {
  if (text === undefined) return {};
  const problem = new CliError(
    'ask: --facts takes a JSON object, such as {"installed":"backoffice-server-4.5"}',
    1,
  );
  try {
    const facts: unknown = JSON.parse(text);
    if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return { ...facts };
  } catch {
    throw problem;
  }
  throw problem;
}

/** One result a line, in order. A bad line is answered with its number (from 1) and its error, and the run goes on. */
async function answerLines(advisor: Advisor, host: CliHost): Promise<number> {
  let code = 0;
  let number = 0;
  for await (const line of createInterface({ input: host.stdin, crlfDelay: Infinity })) {
    number += 1;
    if (line.trim() === '') continue;
    const read = readAskLine(line);
    const result = read.kind === 'bad' ? read : answerLine(advisor, read.id, read.request);
    if (result.kind === 'bad') code = 1;
    host.stdout.write(
      `${JSON.stringify(result.kind === 'bad' ? { id: result.id, line: number, error: result.error } : result.answer)}\n`,
    );
  }
  return code;
}

type LineResult =
  | { readonly kind: 'bad'; readonly id: unknown; readonly error: string }
  | { readonly kind: 'good'; readonly answer: object };

function answerLine(advisor: Advisor, id: unknown, request: AskRequest): LineResult {
  const asked = ask(advisor, request);
  return asked.kind === 'refused'
    ? { kind: 'bad', id, error: asked.problems.join('; ') }
    : { kind: 'good', answer: { id, ...asked.answer } };
}
