import { playCase, unmetExpectations, type Expectation } from '../../src/content/index.ts';
import { falseAssertions } from '../../test/packs/false-assertions.ts';
import { printTable } from '../table.ts';
import type { AskedPack } from './packs-with-cases.ts';

/** One message of a case: what was expected, and how it was answered. */
interface Answered {
  readonly pack: string;
  readonly kind: string;
  readonly later: boolean;
  readonly right: boolean;
  readonly asserted: readonly string[];
}

/** Asks every case of the packs, as `waymark check` does, and prints how many messages are answered as expected. */
export function benchAccuracy(packs: readonly AskedPack[]): void {
  const answered = packs.flatMap(answersOn);
  const cases = packs.flatMap((pack) => pack.cases).length;
  printTable(
    `Accuracy: ${answered.length} messages in ${cases} cases of ${packs.length} packs, by the verdict that is expected`,
    ['', 'messages', 'as expected', 'share', 'false assertions'],
    [
      ...grouped(answered, ({ kind }) => kind),
      ...grouped(answered, ({ later }) => (later ? 'later in a conversation' : 'the first message')),
      ...grouped(answered, ({ pack }) => pack),
      row('all', answered),
    ],
  );
  for (const asserted of answered.flatMap((each) => each.asserted)) process.stdout.write(`${asserted}\n`);
}

/** The verdict that is expected; where it is left open, the kind of answer, and else the lines or words. */
export function kindOf({ verdict, kind, cites }: Expectation): string {
  return verdict ?? kind ?? (cites === undefined ? 'words or facts only' : 'lines only');
}

function answersOn({ knowledge, cases, advisor }: AskedPack): readonly Answered[] {
  return cases.flatMap((each) =>
    playCase(advisor, each).map((held, i) => ({
      pack: knowledge.id,
      kind: kindOf(held.turn.expect),
      later: i > 0,
      right: unmetExpectations(held).length === 0,
      asserted:
        held.reply === undefined
          ? []
          : falseAssertions(knowledge, held.turn.expect, held.reply).map(
              (wrong) => `${held.turn.place}: ${each.id}: ${wrong}`,
            ),
    })),
  );
}

function grouped(answered: readonly Answered[], by: (each: Answered) => string): readonly string[][] {
  const groups = [...new Set(answered.map(by))].sort();
  return groups.map((group) =>
    row(
      group,
      answered.filter((each) => by(each) === group),
    ),
  );
}

function row(name: string, answered: readonly Answered[]): string[] {
  const right = answered.filter((each) => each.right).length;
  const wrong = answered.filter(({ asserted }) => asserted.length > 0).length;
  const share = `${((right / answered.length) * 100).toFixed(1)} %`;
  return [name, String(answered.length), String(right), share, String(wrong)];
}
