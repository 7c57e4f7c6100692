import { useEffect, useState } from 'preact/hooks';
import type { Answer, PackNames } from '../../../contract/index.ts';
import type { DeskQuestion } from '../ask/question.ts';
import { nameFact, nameValue } from '../words/names.ts';
import { say } from '../words/say.ts';
import { copyText } from './copy-text.ts';
import { writeMarkdownTicket, writePlainTicket, type Ticket } from './write-ticket.ts';

interface Props {
  readonly answer: Answer;
  readonly asked: DeskQuestion;
  readonly pack: PackNames | undefined;
  readonly onTell: (words: string) => void;
}

/** Milliseconds for which the confirmation is visible. */
const SHOWN = 4000;

/**
 * Buttons that copy the ticket, or a link to this question. The confirmation is shown, and announced to screen readers.
 */
export function CopyButtons({ answer, asked, pack, onTell }: Props) {
  const [done, setDone] = useState('');
  useEffect(() => {
    if (done === '') return undefined;
    const timer = setTimeout(() => setDone(''), SHOWN);
    return () => clearTimeout(timer);
  }, [done]);
  useEffect(() => setDone(''), [answer]);
  const copy = async (text: string, copied: string) => {
    const words = (await copyText(text)) ? copied : say('desk.copy.failed');
    setDone(words);
    // Screen readers announce changes only: without this, the same confirmation would not be announced a second time.
    onTell('');
    requestAnimationFrame(() => onTell(words));
  };
  const ticket: Ticket = {
    question: asked.text,
    facts: sayFacts(answer, pack),
    answer,
    words: {
      question: say('desk.ticket.question'),
      facts: say('desk.ticket.facts'),
      quotes: say('desk.ticket.quotes'),
    },
  };
  return (
    <div class="copy">
      <button type="button" onClick={() => void copy(writePlainTicket(ticket), say('desk.copy.done'))}>
        {say('desk.copy.plain')}
      </button>
      <button
        type="button"
        onClick={() => void copy(writeMarkdownTicket(ticket), say('desk.copy.done-markdown'))}
      >
        {say('desk.copy.markdown')}
      </button>
      <button type="button" onClick={() => void copy(location.href, say('desk.copy.done-link'))}>
        {say('desk.copy.link')}
      </button>
      <span class="copied" aria-hidden="true">
        {done}
      </span>
    </div>
  );
}

function sayFacts({ facts }: Answer, pack: PackNames | undefined): string {
  return Object.entries(facts)
    .map(([fact, value]) =>
      say('desk.ticket.fact', { fact: nameFact(pack, fact), value: nameValue(pack, fact, value) }),
    )
    .join('; ');
}
