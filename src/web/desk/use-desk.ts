import { useCallback, useEffect, useLayoutEffect, useReducer } from 'preact/hooks';
import type { PackNames } from '../../contract/index.ts';
import { isPacks } from './api/contract.ts';
import { keepKey, request } from './api/request.ts';
import { askDesk } from './ask/ask-desk.ts';
import { NO_QUESTION, readLink, sameQuestion, writeLink, type DeskQuestion } from './ask/question.ts';
import { changeDesk, START, type DeskChange, type DeskState } from './desk-state.ts';

/** How long the page waits for the next key before it asks, in milliseconds. */
const PAUSE = 150;

export interface DeskControl {
  readonly state: DeskState;
  readonly change: (change: DeskChange) => void;
  readonly useKey: (key: string) => void;
}

/** The page's state, and what happens without the agent: asking, trying again, loading the names, updating the link. */
export function useDesk(): DeskControl {
  const [state, change] = useReducer(changeDesk, START, (start) => opened(start));
  const { question, urgent, packs, attempt } = state;

  useEffect(() => {
    if (question.text.trim() === '') return undefined;
    const stop = new AbortController();
    const ask = async () => {
      const result = await askDesk(window, question, stop.signal);
      if (!stop.signal.aborted && result.kind !== 'dropped')
        change({ kind: 'answered', to: question, result });
    };
    const timer = setTimeout(() => void ask(), urgent ? 0 : PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [question.text, writeLink(question), attempt]);

  useEffect(() => {
    if (packs !== undefined) return undefined;
    const stop = new AbortController();
    const load = async () => {
      const got = await request(window, 'api/packs', isPacks, { signal: stop.signal });
      if (got.kind === 'ok') change({ kind: 'named', packs: got.body });
      else if (got.kind === 'key') change({ kind: 'troubled', trouble: got });
    };
    void load();
    return () => stop.abort();
  }, [packs, attempt, state.answer === undefined]);

  const waits = state.trouble?.kind === 'busy' ? state.trouble.seconds : undefined;
  useEffect(() => {
    if (waits === undefined) return undefined;
    const timer = setTimeout(() => change({ kind: 'tried-again' }), waits * 1000);
    return () => clearTimeout(timer);
  }, [waits, attempt]);

  useLink(question, change);
  const useKey = useCallback((key: string) => {
    keepKey(key, window);
    change({ kind: 'tried-again' });
  }, []);
  return { state, change, useKey };
}

/** Keeps a link to the current question in the address bar, and opens a link that is pasted there. */
function useLink(question: DeskQuestion, change: (change: DeskChange) => void): void {
  useLayoutEffect(() => {
    const link = writeLink(question);
    const { pathname, search } = location;
    history.replaceState(null, '', link === '' ? `${pathname}${search}` : `#${link}`);
  }, [writeLink(question)]);

  useEffect(() => {
    const follow = () => {
      const linked = readLink(location.hash);
      if (!sameQuestion(linked, NO_QUESTION)) change({ kind: 'opened', question: linked });
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
}

function opened(start: DeskState): DeskState {
  return changeDesk(start, { kind: 'opened', question: readLink(location.hash) });
}

/** The names of the pack with this id. If there is only one pack, of that one. */
export function packOf(
  packs: readonly PackNames[] | undefined,
  id: string | null | undefined,
): PackNames | undefined {
  return packs?.find((pack) => pack.id === id) ?? (packs?.length === 1 ? packs[0] : undefined);
}
