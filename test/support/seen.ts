import { checkText } from '../../src/content/index.ts';
import type { Replayed } from './replay.ts';

/** What a host showed after one message. */
export interface Seen {
  readonly text: string;
  /** The lines that are given as the source of something. */
  readonly lines: readonly number[];
  /** Labels that can be pressed or typed, in order. */
  readonly choices: readonly string[];
}

/** The parts of an expectation that a host does not show, each as a sentence. Empty if it shows everything. */
export function checkSeen({ turn, reply }: Replayed, { text, lines, choices }: Seen): readonly string[] {
  const { expect } = turn;
  const { question } = reply;
  const wanted = [...(expect.cites ?? []), ...(expect.nearest ?? [])];
  const asked = expect.asks !== undefined && expect.asks !== 'nothing';
  const labels = question?.choices.map(({ label }) => label) ?? [];
  return [
    ...checkText(text, expect),
    ...wanted.filter((line) => !lines.includes(line)).map((line) => `line ${String(line)} is not to be seen`),
    ...(expect.references ?? [])
      .filter((place) => !flat(text).includes(flat(place)))
      .map((place) => `${place} is not to be seen`),
    ...(asked && !flat(text).includes(flat(question?.prompt ?? ''))
      ? [`"${question?.prompt ?? 'the question'}" is not asked`]
      : []),
    ...(choices.join(' · ') === labels.join(' · ')
      ? []
      : [`the choices are ${choices.join(' · ')}, not ${labels.join(' · ')}`]),
  ].map((problem) => `${turn.place}: ${problem}`);
}

/** The line numbers that a text cites: "[18, 22]", "[18–20]", and "> 18  …" where the source is shown. */
export function linesIn(text: string): readonly number[] {
  const brackets = [...flat(text).matchAll(/\[([\d, –]+)\]/gu)].flatMap(([, inside = '']) =>
    inside.split(', '),
  );
  const shown = [...text.matchAll(/^> +(\d+) {2}/gmu)].flatMap(([, line = '']) => [line]);
  return [...brackets, ...shown].flatMap((range) => {
    const [first = 0, last = first] = range.split('–').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** The numbered choices at the end of a text, with folded lines joined. */
export function choicesIn(text: string): readonly string[] {
  const [last = ''] = text.trimEnd().split('\n\n').slice(-1);
  return [...last.matchAll(/^ {2}\d+\. (.+(?:\n {5}\S.*)*)/gmu)].map(([, label = '']) =>
    label.replace(/\n +/gu, ' '),
  );
}

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ');
}
