import type { Option } from '../words/names.ts';
import { say } from '../words/say.ts';

interface Props {
  /** What the fact is called, and its value in words. */
  readonly name: string;
  readonly words: string;
  /** The value as one of the options; empty where it is none of them. */
  readonly value: string;
  readonly options: readonly Option[];
  /** Whether the agent picked it, rather than the text saying it. */
  readonly picked: boolean;
  readonly onValue: (value: string) => void;
  /** Undefined where it cannot be taken out. */
  readonly onRemove: (() => void) | undefined;
}

/**
 * One understood fact. The menu is the browser's own, laid unseen over the words: it works with every keyboard, screen
 * reader and thumb, while the words may be as short or long as they are.
 */
export function Chip({ name, words, value, options, picked, onValue, onRemove }: Props) {
  const known = options.some((option) => option.value === value);
  return (
    <span class={picked ? 'chip chip-picked' : 'chip'}>
      <span class="chip-change">
        <span class="chip-name">{name}</span> <span class="chip-value">{words}</span>
        <svg class="chip-mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M2.5 4.5 6 8l3.5-3.5" />
        </svg>
        <select
          aria-label={say('desk.chip.change', { fact: name, value: words })}
          value={known ? value : ''}
          onChange={(event) => {
            if (event.currentTarget.value !== '') onValue(event.currentTarget.value);
          }}
        >
          {!known && <option value="">{words}</option>}
          <Options options={options} />
        </select>
      </span>
      {onRemove !== undefined && (
        <button
          type="button"
          class="chip-remove"
          aria-label={say('desk.chip.remove', { fact: name })}
          onClick={onRemove}
        >
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d="M2.5 2.5l7 7m0-7l-7 7" />
          </svg>
        </button>
      )}
    </span>
  );
}

function Options({ options }: { options: readonly Option[] }) {
  const groups = [...new Set(options.map(({ group }) => group))];
  return groups.map((group) => {
    const items = options
      .filter((option) => option.group === group)
      .map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ));
    return group === undefined ? items : <optgroup label={group}>{items}</optgroup>;
  });
}
