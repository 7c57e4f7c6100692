import type { RefObject } from 'preact';
import type { AnswerQuestion } from '../../../contract/index.ts';
import type { Citable, CitedLines } from '../answer/cited-lines.ts';
import { CitedSentence } from '../answer/cited-sentence.tsx';
import { say } from '../words/say.ts';

interface Props {
  readonly question: AnswerQuestion;
  readonly group: RefObject<HTMLDivElement | null>;
  readonly citable: Citable;
  /** Whether there is no answer without it. Enter in the input then picks the first choice. */
  readonly decides: boolean;
  readonly onPick: (fact: string, value: string, byKey: boolean) => void;
  readonly onLines: (lines: CitedLines) => void;
  /** The agent pressed the up key on the first choice. */
  readonly onUp: () => void;
}

/** The question to the agent, its choices as buttons, and the reason for asking. */
export function QuestionChoices({ question, group, citable, decides, onPick, onLines, onUp }: Props) {
  const move = (event: KeyboardEvent) => {
    const buttons = [...(group.current?.querySelectorAll<HTMLButtonElement>('button[data-choice]') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = STEPS.get(event.key);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    if (at === 0 && event.key === 'ArrowUp') onUp();
    else buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
  };
  return (
    <section class="choices" aria-labelledby="open-question">
      <h2 id="open-question">{question.prompt}</h2>
      <div ref={group} role="group" aria-labelledby="open-question" class="choice-row" onKeyDown={move}>
        {question.choices.map(({ value, label }, i) => (
          <button
            key={value}
            type="button"
            data-choice={value}
            class={value === 'unknown' || value === 'other' ? 'choice choice-quiet' : 'choice'}
            onClick={(event) => onPick(question.fact, value, event.detail === 0)}
          >
            {label}
            {decides && i === 0 && <kbd aria-hidden="true">↵</kbd>}
          </button>
        ))}
      </div>
      {question.why !== '' && (
        <p class="why">
          <span class="unseen">{say('desk.question.why')} </span>
          <CitedSentence text={question.why} citable={citable} open={undefined} onLines={onLines} />
        </p>
      )}
    </section>
  );
}

const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowLeft', -1],
  ['ArrowUp', -1],
  ['ArrowRight', 1],
  ['ArrowDown', 1],
  ['Home', -Infinity],
  ['End', Infinity],
]);
