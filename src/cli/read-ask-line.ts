import * as z from 'zod';
import type { AskRequest } from '../core/index.ts';

export type AskLine =
  | { readonly kind: 'request'; readonly id: unknown; readonly request: AskRequest }
  | { readonly kind: 'bad'; readonly id: unknown; readonly error: string };

const id = z.union([z.string(), z.number()]);
const common = { id, facts: z.record(z.string(), z.unknown()).optional(), pack: z.string().optional() };
const oneText = z.strictObject({ ...common, text: z.string() });
const conversation = z.strictObject({ ...common, turns: z.array(z.string()).min(1) });

/** Reads one line of `ask --jsonl`: `{"id", "text"}` or `{"id", "turns"}`, with `facts` and `pack` where they are known. */
export function readAskLine(line: string): AskLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'bad', id: null, error: 'this line is not JSON' };
  }
  if (isBoth(value))
    return { kind: 'bad', id: idOf(value), error: '"text" and "turns" do not go together; give one of them' };
  const schema = typeof value === 'object' && value !== null && 'turns' in value ? conversation : oneText;
  const read = schema.safeParse(value);
  if (!read.success) return { kind: 'bad', id: idOf(value), error: describe(read.error) };
  const { id: own, facts, pack } = read.data;
  const turns = 'turns' in read.data ? read.data.turns : [read.data.text];
  return {
    kind: 'request',
    id: own,
    request: { turns, ...(facts === undefined ? {} : { facts }), ...(pack === undefined ? {} : { pack }) },
  };
}

function isBoth(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'text' in value && 'turns' in value;
}

function idOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return id.safeParse(value.id).success ? value.id : null;
}

function describe(error: z.ZodError): string {
  const problems = error.issues.map((issue) =>
    [issue.path.join('.'), issue.message].filter((text) => text !== '').join(': '),
  );
  return `${problems.join('; ')}; a line is {"id", "text"} or {"id", "turns": ["…"]}`;
}
