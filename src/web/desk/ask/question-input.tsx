import { LONGEST_QUESTION } from '../../../contract/index.ts';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { say } from '../words/say.ts';

/** As much as the server reads. */
const MOST_ROWS = 10;

interface Props {
  readonly input: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
  readonly onDown: () => void;
}

/** The input for the question. It grows with its text; Shift+Enter begins a new line. */
export function QuestionInput({ input, text, onText, onEnter, onDown }: Props) {
  // Before the first paint, so that the agent can type at once.
  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const { current } = input;
    if (current === null) return;
    current.rows = 1;
    const line = Number.parseFloat(getComputedStyle(current).lineHeight);
    current.rows = Math.min(MOST_ROWS, Math.max(1, Math.floor(current.scrollHeight / line)));
  }, [text]);
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'ArrowDown' && isOnLastLine(input.current)) {
      event.preventDefault();
      onDown();
    }
  };
  return (
    <div class="question">
      <label for="question">{say('desk.input.label')}</label>
      <textarea
        id="question"
        ref={input}
        rows={1}
        maxLength={LONGEST_QUESTION}
        placeholder={say('desk.input.example')}
        value={text}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={press}
      />
    </div>
  );
}

function isOnLastLine(field: HTMLTextAreaElement | null): boolean {
  return field !== null && !field.value.slice(field.selectionEnd).includes('\n');
}
