import { useEffect, useRef, useState } from 'preact/hooks';
import { AnswerView } from './answer/answer-view.tsx';
import type { CitedLines } from './answer/cited-lines.ts';
import { SourcePanel } from './answer/source-panel.tsx';
import { Chips } from './ask/chips.tsx';
import { QuestionChoices } from './ask/question-choices.tsx';
import { QuestionInput } from './ask/question-input.tsx';
import { RecentQuestions } from './ask/recent-questions.tsx';
import { findUnfinishedVersion } from './ask/unfinished-version.ts';
import { TroubleNote } from './ask/trouble-note.tsx';
import { isSettled } from './desk-state.ts';
import { nameProducts } from './words/names.ts';
import { CopyButtons } from './ticket/copy-buttons.tsx';
import { packOf, useDesk } from './use-desk.ts';
import { useAnnouncement } from './use-announcement.ts';
import { useGlobalKeys } from './use-global-keys.ts';
import { useRecent } from './use-recent.ts';
import { say } from './words/say.ts';

/** The desk page: the input, the understood facts, the answer, and the vendor's text beside it. */
export function Desk() {
  const { state, change, useKey } = useDesk();
  const { question, answer, trouble, packs, urgent } = state;
  const input = useRef<HTMLTextAreaElement>(null);
  const choices = useRef<HTMLDivElement>(null);
  const [lines, setLines] = useState<CitedLines | undefined>(undefined);
  const [told, tell] = useState('');
  const pack = packOf(packs, answer?.pack);
  const fits = answer === undefined || urgent ? undefined : findUnfinishedVersion(question, answer, pack);
  const settled = isSettled(state);
  const shown = fits === undefined ? answer : undefined;
  const recent = useRecent(settled ? shown : undefined, state.answered);

  useAnnouncement(settled ? shown : undefined, pack, tell);
  useEffect(() => setLines(undefined), [shown?.pack, question.text === '']);
  useGlobalKeys({
    focus: () => input.current?.focus(),
    escape: () => {
      if (lines !== undefined) setLines(undefined);
      else {
        change({ kind: 'cleared' });
        input.current?.focus();
      }
    },
  });

  const pick = (fact: string, value: string, byKey: boolean) => {
    if (fact === 'pack') change({ kind: 'picked-pack', pack: value });
    else if (fact === 'change') change({ kind: 'picked', fact: value, value: null });
    else change({ kind: 'picked', fact, value });
    if (byKey) input.current?.focus();
  };
  const enter = () => {
    const asked = shown?.question;
    const [first] = asked?.choices ?? [];
    if (!settled || fits !== undefined || asked === null || asked === undefined || first === undefined) {
      change({ kind: 'confirmed' });
    } else if (shown?.kind === 'question') pick(asked.fact, first.value, true);
    else focusFirst(choices.current);
  };

  return (
    <>
      <main class={lines === undefined ? 'desk' : 'desk desk-with-source'}>
        <div class="ask">
          <h1>{say('desk.heading')}</h1>
          <QuestionInput
            input={input}
            text={question.text}
            onText={(text) => change({ kind: 'typed', text })}
            onEnter={enter}
            onDown={() => focusFirst(choices.current)}
          />
          {answer !== undefined && (
            <Chips
              answer={answer}
              pack={pack}
              packs={packs ?? []}
              picks={question.picks}
              chosenPack={question.pack}
              fits={fits}
              onPick={(fact, value) => change({ kind: 'picked', fact, value })}
              onPack={(id) => change({ kind: 'picked-pack', pack: id })}
            />
          )}
          {fits !== undefined && (
            <p class="hint">{say('desk.still-fits', { releases: nameProducts(fits.releases) })}</p>
          )}
          {trouble !== undefined && (
            <TroubleNote
              trouble={trouble}
              picked={Object.keys(question.picks).length > 0}
              onKey={useKey}
              onAgain={() => change({ kind: 'tried-again' })}
              onUnpick={() => change({ kind: 'unpicked' })}
            />
          )}
        </div>
        {shown !== undefined && (
          <div class={settled ? 'shown' : 'shown shown-before'} aria-busy={!settled}>
            <AnswerView answer={shown} pack={pack} open={lines} onLines={setLines} />
            {shown.question !== null && (
              <QuestionChoices
                question={shown.question}
                group={choices}
                citable={{ citations: shown.citations, sources: pack?.sources ?? [] }}
                decides={shown.kind === 'question'}
                onPick={pick}
                onLines={setLines}
                onUp={() => input.current?.focus()}
              />
            )}
            {shown.kind !== 'chat' && shown.verdict !== 'clarify' && (
              <CopyButtons answer={shown} asked={state.answered} pack={pack} onTell={tell} />
            )}
          </div>
        )}
        {lines !== undefined && answer?.pack != null && (
          <SourcePanel
            pack={answer.pack}
            lines={lines}
            citations={answer.citations}
            onClose={() => setLines(undefined)}
          />
        )}
        {question.text === '' && (
          <RecentQuestions
            questions={recent.questions}
            onOpen={(one) => {
              change({ kind: 'opened', question: one });
              input.current?.focus();
            }}
            onClear={recent.clear}
          />
        )}
      </main>
      <footer class="keys">
        <Keys />
      </footer>
      <p class="unseen" role="status" aria-live="polite">
        {told === '' ? null : told}
      </p>
    </>
  );
}

function Keys() {
  return (
    <ul>
      <li>
        <kbd>/</kbd> {say('desk.keys.focus')}
      </li>
      <li>
        <kbd>Esc</kbd> {say('desk.keys.clear')}
      </li>
      <li>
        <kbd>↑</kbd> <kbd>↓</kbd> {say('desk.keys.choices')}
      </li>
      <li>
        <kbd>Enter</kbd> {say('desk.keys.enter')}
      </li>
    </ul>
  );
}

function focusFirst(group: HTMLElement | null): void {
  group?.querySelector<HTMLButtonElement>('button[data-choice]')?.focus();
}
