import type { PackNames } from '../../../contract/index.ts';

/** A fact picked on the page. */
export interface PickedFact {
  /** As the ask API takes it (several joined by commas); null where the agent took the fact out. */
  readonly value: string | null;
  /** What the text said of this fact when it was picked, if it did: the pick holds until the text says something else. */
  readonly over?: string;
}

export type PickedFacts = Readonly<Record<string, PickedFact>>;

/** What the agent asks: the text as typed, the facts picked beside it, and the pack where it was chosen. */
export interface DeskQuestion {
  readonly text: string;
  readonly picks: PickedFacts;
  readonly pack: string | undefined;
}

export const NO_QUESTION: DeskQuestion = { text: '', picks: {}, pack: undefined };

/** Whether two questions are the same to the reader of a link. */
export function sameQuestion(a: DeskQuestion, b: DeskQuestion): boolean {
  return writeLink(a) === writeLink(b);
}

/** The picks that mean something to a pack: the text may have moved on to another vendor's. */
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

/** The question as the fragment of a link: `q`, `pack`, and `f.<fact>` for every pick, empty where it was taken out. */
export function writeLink({ text, picks, pack }: DeskQuestion): string {
  if (text.trim() === '') return '';
  const parameters = new URLSearchParams({ q: text });
  if (pack !== undefined) parameters.set('pack', pack);
  for (const id of Object.keys(picks).sort()) parameters.set(`${FACT}${id}`, picks[id]?.value ?? '');
  return parameters.toString();
}

/** Reads such a fragment; whatever else stands in it is passed over. */
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
