import type { Answer, AnswerPart, Citation } from '../../contract/index.ts';
import { answerFacts } from '../answers/answer-facts.ts';
import { buildPart, buildQuestion, withQuestion } from '../answers/build-part.ts';
import { plainDocument, type AnswerDocument } from '../answers/document.ts';
import { renderBody, renderText } from '../answers/render-text.ts';
import { plain } from '../answers/sentence.ts';
import { sayUnderstood } from '../answers/say-understood.ts';
import type { Voice } from '../answers/voice.ts';
import { uniqueCitations } from '../model/citation.ts';
import type { Facts } from '../model/fact.ts';
import { mapNonEmpty, nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { memoize } from '../model/memoize.ts';
import type { AskedQuestion, Reply } from './reply.ts';
import type { Response } from './respond-with-advice.ts';

/** What frames the responses to one message. */
export interface Framing {
  /** What was just done, before the first verdict. */
  readonly opening: string | undefined;
  readonly notes: readonly string[];
  readonly question: AskedQuestion | undefined;
  readonly facts: Facts;
}

/** The responses to one message as one reply: the structured answer and its text, both complete. */
export function buildReply(voice: Voice, responses: NonEmpty<Response>, framing: Framing): Reply {
  const { question } = framing;
  const listed = responses.find((response) => response.list !== undefined)?.list;
  const [head, ...rest] = responses.flatMap((response) => partsOf(voice)(response));
  if (head === undefined) throw new Error('A response without a document.');
  const built: NonEmpty<BuiltPart> = [frame(voice, head, framing, listed), ...rest];
  const [{ document, part }] = built;
  const top = question === undefined ? part : withQuestion(voice, part, document, question);
  const others = rest.map((each) => each.part);
  const answer: Answer =
    others.length === 0
      ? { ...top, parts: [] }
      : {
          ...top,
          ...(listed && built.some((each) => each.document.kind === 'answer')
            ? { kind: 'answer', verdict: listed === 'compared' ? 'compare' : 'list' }
            : {}),
          // What is known, not one of the ways in which it can fall: callers send these facts along with the next question.
          facts: answerFacts(voice.knowledge, responses[0].facts),
          text: [top, ...others].map(({ text }) => text).join('\n\n'),
          ...mergeCitations([top, ...others]),
          parts: [top, ...others],
        };
  return {
    answer,
    documents: mapNonEmpty(built, (each) => each.document),
    question,
    understood: understoodOf(voice)(framing.facts),
    text: replyText(voice, built, question),
    voice,
  };
}

/** A document with what programs read of it; the part's text is the document's. */
interface BuiltPart {
  readonly document: AnswerDocument;
  readonly part: AnswerPart;
}

/** What is the same for a response in whatever it is framed. */
const partsOf = memoize((voice: Voice) =>
  memoize(({ documents, facts }: Response): readonly BuiltPart[] =>
    documents.map((document) => {
      const text = renderText(voice, document);
      const meant = documents.length > 1 ? { ...facts, ...document.subject } : facts;
      return { document, part: buildPart(voice, { document, text, facts: meant }) };
    }),
  ),
);

const understoodOf = memoize((voice: Voice) =>
  memoize((facts: Facts) => sayUnderstood(voice, facts).join(' · ')),
);

export interface ChatReply {
  readonly pack: string | null;
  readonly text: string;
  /** The lines that the text shows, where it shows any. */
  readonly citations: readonly Citation[];
  readonly question: AskedQuestion | undefined;
  readonly facts: Facts;
}

/** A reply of conversation: words that answer nothing, with the open question repeated. */
export function chatReply(voice: Voice, { pack, text, citations, question, facts }: ChatReply): Reply {
  const document = plainDocument('chat', 'chat', 'info', plain(text));
  const part = buildPart(voice, { document, text: renderText(voice, document), facts });
  return {
    answer: {
      ...part,
      pack,
      citations,
      question: question === undefined ? null : buildQuestion(voice, question),
      parts: [],
    },
    documents: [document],
    question,
    understood: '',
    text: replyText(voice, [{ document, part }], question),
    voice,
  };
}

/** Puts what this message needs in front of a document. Only its text changes: what frames it cites nothing. */
function frame(
  voice: Voice,
  bare: BuiltPart,
  { opening, notes }: Framing,
  listed: Response['list'],
): BuiltPart {
  if (opening === undefined && listed === undefined && notes.length === 0) return bare;
  const lead = [opening, listOpening(voice.words, listed)].filter((text) => text !== undefined).join(' ');
  const document = {
    ...bare.document,
    opening: lead === '' ? bare.document.opening : plain(lead),
    notes: [...notes.map(plain), ...bare.document.notes],
  };
  return {
    document,
    part: { ...bare.part, text: renderText(voice, document, bodyOf(voice)(bare.document)) },
  };
}

const bodyOf = memoize((voice: Voice) => memoize((document: AnswerDocument) => renderBody(voice, document)));

/** Citations of all parts at the top; indexes at the top keep pointing at the first part's, which come first. */
function mergeCitations(parts: NonEmpty<AnswerPart>): Pick<Answer, 'citations'> {
  const [top, ...others] = parts;
  const known = new Set(top.citations.map((citation) => JSON.stringify(citation)));
  const more = uniqueCitations(others.flatMap((part) => part.citations)).filter(
    (citation) => !known.has(JSON.stringify(citation)),
  );
  return { citations: [...top.citations, ...more] };
}

function replyText(voice: Voice, built: NonEmpty<BuiltPart>, question: AskedQuestion | undefined): string {
  const bodies = built.map(({ document, part }) =>
    asksOnly(document, question) ? textBeforePrompt(voice, document) : part.text,
  );
  const asked = question === undefined ? [] : [questionText(question)];
  return [...bodies, ...asked].filter((text) => text !== '').join('\n\n');
}

/** A clarifying document has the prompt as its headline; the prompt is said once, behind this, with its choices. */
function textBeforePrompt(voice: Voice, document: AnswerDocument): string {
  const [first, ...rest] = [document.opening, ...document.notes].filter((sentence) => sentence !== undefined);
  return first === undefined
    ? ''
    : renderText(voice, { ...document, opening: undefined, headline: first, notes: rest });
}

function asksOnly(document: AnswerDocument, question: AskedQuestion | undefined): boolean {
  return document.headline.text === question?.prompt;
}

function questionText(question: AskedQuestion): string {
  const choices = nonEmpty(question.choices.map((choice, i) => `  ${String(i + 1)}. ${choice.label}`));
  return [question.prompt, ...(choices ?? [])].join('\n');
}

function listOpening(words: Voice['words'], listed: Response['list']): string | undefined {
  switch (listed) {
    case 'unknown':
      return words.say('note.list');
    case 'compared':
      return words.say('note.compare');
    case 'all':
    case undefined:
      return undefined;
  }
}
