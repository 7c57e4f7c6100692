import { explainMessage, type Advisor, type Reply } from '../core/index.ts';

/** How a question was read, word by word, and why the answer asks its question: for correcting a misreading. */
export function explainReading(advisor: Advisor, text: string, { answer }: Reply): string {
  const pack = advisor.packs.find(({ knowledge }) => knowledge.id === answer.pack) ?? advisor.packs[0];
  const read = explainMessage(pack, text, { family: undefined, asked: undefined, history: undefined });
  const width = Math.min(30, Math.max(0, ...read.map(({ said }) => said.length)));
  return [
    `Read with ${pack.knowledge.id}:`,
    ...read.map(
      ({ said, as }) => `  ${said.padEnd(width)}  ${as.length === 0 ? '(left out)' : as.join(', ')}`,
    ),
    `Facts: ${JSON.stringify(answer.facts)}`,
    `Verdict: ${answer.verdict}`,
    answer.question === null
      ? 'Nothing is asked: no answer to a question would change the advice.'
      : `Asked: ${answer.question.fact}, because: ${answer.question.why}`,
    "To correct a misread word, edit the pack's products.yaml (aliases) or dialogs/grammar.",
  ].join('\n');
}
