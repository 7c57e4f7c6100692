import type { Answer, PackNames } from '../../../contract/index.ts';
import {
  nameFact,
  nameProducts,
  nameValue,
  listOptions,
  type FactText,
  type Option,
} from '../words/names.ts';
import { say } from '../words/say.ts';
import { Chip } from './chip.tsx';
import type { PickedFacts } from './question.ts';
import type { UnfinishedVersion } from './unfinished-version.ts';

interface Props {
  readonly answer: Answer;
  readonly pack: PackNames | undefined;
  readonly packs: readonly PackNames[];
  readonly picks: PickedFacts;
  readonly chosenPack: string | undefined;
  readonly fits: UnfinishedVersion | undefined;
  readonly onPick: (fact: string, value: string | null) => void;
  readonly onPack: (pack: string | undefined) => void;
}

/** The understood facts. Each has a menu with its other values and a button that removes it. */
export function Chips({ answer, pack, packs, picks, chosenPack, fits, onPick, onPack }: Props) {
  const facts = factsOf(answer);
  const several = packs.length > 1 && pack !== undefined;
  if (facts.length === 0 && !several) return null;
  return (
    <ul class="chips" aria-label={say('desk.understood')}>
      {several && (
        <li>
          <Chip
            name={say('desk.fact.pack')}
            words={pack.title}
            value={pack.id}
            options={packs.map(({ id, title }): Option => ({ value: id, label: title, group: undefined }))}
            picked={chosenPack !== undefined}
            onValue={onPack}
            onRemove={chosenPack === undefined ? undefined : () => onPack(undefined)}
          />
        </li>
      )}
      {facts.map(([fact, value]) => {
        const wide = fits?.fact === fact ? fits.releases : undefined;
        const pick = picks[fact];
        return (
          <li key={fact}>
            <Chip
              name={nameFact(pack, fact)}
              words={wide === undefined ? nameValue(pack, fact, value) : nameProducts(wide)}
              value={wide === undefined && typeof value === 'string' ? value : ''}
              options={listOptions(pack, fact, value)}
              picked={pick !== undefined && pick.value !== null}
              onValue={(next) => onPick(fact, next)}
              onRemove={pick?.value === null ? undefined : () => onPick(fact, null)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The facts of all parts. If parts differ ("and what if it were …?"), a fact has the values of all of them. */
function factsOf(answer: Answer): readonly (readonly [string, FactText])[] {
  const facts = new Map<string, FactText>(Object.entries(answer.facts));
  for (const part of answer.parts) {
    for (const [id, value] of Object.entries(part.facts)) {
      const all = [...new Set([facts.get(id) ?? [], value].flat())];
      const [only] = all;
      facts.set(id, all.length === 1 && only !== undefined ? only : all);
    }
  }
  return [...facts];
}
