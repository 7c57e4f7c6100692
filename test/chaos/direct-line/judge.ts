import type { Arena } from '../support/arena.ts';
import type { Shown } from './open-tab.ts';
import type { Visitor } from './open-visitor.ts';

/** No faults: every count is 0. */
export const NO_FAULTS = {
  'lost messages': 0,
  'half turns': 0,
  'lost answers': 0,
  'doubled answers': 0,
  'doubled echoes': 0,
  'ids that differ': 0,
  'out of order': 0,
  'gaps in watermarks': 0,
  'tabs that saw something else': 0,
} as const;

/** The counts of faults, all of which must be 0. */
export type Faults = Readonly<Record<keyof typeof NO_FAULTS, number>>;

/** Compares what visitors said with what they were shown, and with what the database has. */
export async function judge(arena: Arena, visitors: readonly Visitor[]): Promise<Faults> {
  const faults: Record<keyof Faults, number> = { ...NO_FAULTS };
  const logs = await Promise.all(visitors.map((visitor) => visitor.finish()));
  const ledger = await arena.ledger();
  for (const [i, visitor] of visitors.entries()) {
    const log = logs[i] ?? [];
    judgeLog(visitor, log, faults);
    const kept = ledger.conversations.get(visitor.conversation);
    // The greeting is the first turn, and has no echo.
    const turns = visitor.told.length + 1;
    const watermarks = ledger.logs.get(visitor.conversation) ?? [];
    if (kept?.version !== turns || kept.activities.length !== turns || kept.logged !== watermarks.length)
      faults['half turns'] += 1;
    if (watermarks.some((watermark, n) => watermark !== n + 1) || watermarks.length !== log.length)
      faults['gaps in watermarks'] += 1;
    for (const { shown, breaches } of visitor.tabs) {
      faults['gaps in watermarks'] += breaches();
      if (JSON.stringify(shown) !== JSON.stringify(log)) faults['tabs that saw something else'] += 1;
    }
  }
  if (new Set([ledger.inbound, ledger.outbox]).size > 1) faults['half turns'] += 1;
  return faults;
}

/** A greeting, and then each message with its answer right behind it. */
function judgeLog({ told }: Visitor, log: readonly Shown[], faults: Record<keyof Faults, number>): void {
  if (log.length !== 1 + 2 * told.length) faults['out of order'] += 1;
  for (const [n, { clientId, text, ids }] of told.entries()) {
    const echoes = log.filter(({ channelData }) => channelData?.clientActivityID === clientId);
    const [echo] = echoes;
    if (echo?.text !== text) faults['lost messages'] += 1;
    if (echoes.length > 1) faults['doubled echoes'] += 1;
    if (ids.size !== 1 || echo === undefined || !ids.has(echo.id)) faults['ids that differ'] += 1;
    const answers = log.filter(({ replyToId }) => replyToId !== undefined && replyToId === echo?.id);
    if (answers.length === 0) faults['lost answers'] += 1;
    if (answers.length > 1) faults['doubled answers'] += 1;
    if (log[1 + 2 * n] !== echo || log[2 + 2 * n] !== answers[0]) faults['out of order'] += 1;
  }
}
