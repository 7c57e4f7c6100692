import type { Option } from '../words/names.ts';
import { say } from '../words/say.ts';

interface Props {
  /** The name of the fact, and its value in words. */
  readonly name: string;
  readonly words: string;
  /** The value if it is one of the options, otherwise empty. */
  readonly value: string;
  readonly options: readonly Option[];
  /** Whether the agent has picked it. Otherwise it comes from the text. */
  readonly picked: boolean;
  readonly onValue: (value: string) => void;
  /** Undefined if the fact cannot be removed. */
  readonly onRemove: (() => void) | undefined;
}

/**
 * One understood fact. Its menu is a real `<select>`, which lies invisibly over the words: so it works with every
 * keyboard, screen reader and touch screen, and the words may have any length.
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
