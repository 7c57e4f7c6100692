import { say } from '../words/say.ts';
import { writeLink, type DeskQuestion } from './question.ts';

interface Props {
  readonly questions: readonly DeskQuestion[];
  readonly onOpen: (question: DeskQuestion) => void;
  readonly onClear: () => void;
}

/** The recent questions of this browser, shown as long as the input is empty. */
export function RecentQuestions({ questions, onOpen, onClear }: Props) {
  if (questions.length === 0) return <p class="start">{say('desk.start')}</p>;
  return (
    <section class="recent" aria-labelledby="recent-heading">
      <div class="recent-head">
        <h2 id="recent-heading">{say('desk.recent')}</h2>
        <button type="button" class="quiet" onClick={onClear}>
          {say('desk.recent.clear')}
        </button>
      </div>
      <ul>
        {questions.map((question) => (
          <li key={writeLink(question)}>
            <button type="button" onClick={() => onOpen(question)}>
              {question.text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
