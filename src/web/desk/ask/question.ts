import type { PackNames } from '../../../contract/index.ts';

/** A fact that the agent has picked on the page, rather than typed. */
export interface PickedFact {
  /** The value for the ask API, several joined by commas. Null: the agent has removed the fact. */
  readonly value: string | null;
  /** What the text said about this fact when it was picked. The pick holds until the text says something else. */
  readonly over?: string;
}

export type PickedFacts = Readonly<Record<string, PickedFact>>;

/** What the agent asks: the typed text, the picked facts, and the pack if one was chosen. */
export interface DeskQuestion {
  readonly text: string;
  readonly picks: PickedFacts;
  readonly pack: string | undefined;
}

export const NO_QUESTION: DeskQuestion = { text: '', picks: {}, pack: undefined };

/** Whether two questions have the same link. */
export function sameQuestion(a: DeskQuestion, b: DeskQuestion): boolean {
  return writeLink(a) === writeLink(b);
}

/** The picks that this pack knows. The others are of another pack, which the text was about before. */
export function picksOf({ facts, products, families }: PackNames, picks: PickedFacts): PickedFacts {
  const named = new Set([...products, ...families].map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(picks).filter(([id, { value }]) => {
      const fact = facts.find((one) => one.id === id);
      const known = (one: string) =>
        OPEN_VALUES.has(one) || named.has(one) || fact?.choices.some((choice) => choice.id === one);
      return fact !== undefined && (value === null || value.split(',').every(known));
    }),
  );
}

const OPEN_VALUES: ReadonlySet<string> = new Set(['unknown', 'other']);

const FACT = 'f.';

/**
 * The question as the fragment of a link: `q`, `pack`, and `f.<fact>` for every pick (empty if the fact was removed).
 * Empty if there is no text.
 * @example
 * writeLink({ text: 'any issues?', picks: { installed: { value: 'server-4' } }, pack: undefined });
 * // 'q=any+issues%3F&f.installed=server-4'
 */
export function writeLink({ text, picks, pack }: DeskQuestion): string {
  if (text.trim() === '') return '';
  const parameters = new URLSearchParams({ q: text });
  if (pack !== undefined) parameters.set('pack', pack);
  for (const id of Object.keys(picks).sort()) parameters.set(`${FACT}${id}`, picks[id]?.value ?? '');
  return parameters.toString();
}

/** Reads the fragment that `writeLink` wrote. Other parameters are ignored. */
export function readLink(fragment: string): DeskQuestion {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const picks = [...parameters]
    .filter(([name]) => name.startsWith(FACT) && name.length > FACT.length)
    .map(([name, value]): [string, PickedFact] => [
      name.slice(FACT.length),
      { value: value === '' ? null : value },
    ]);
  return {
    text: parameters.get('q') ?? '',
    picks: Object.fromEntries(picks),
    pack: parameters.get('pack') ?? undefined,
  };
}
