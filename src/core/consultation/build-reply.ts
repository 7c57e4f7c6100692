import type { Answer, AnswerPart, Citation } from '../../contract/index.ts';
import { answerFacts } from '../answers/answer-facts.ts';
import { buildPart, buildQuestion, withQuestion } from '../answers/build-part.ts';
import { plainDocument, type AnswerDocument } from '../answers/document.ts';
import { renderBody, renderText } from '../answers/render-text.ts';
import { plain } from '../answers/sentence.ts';
import { sayUnderstood } from '../answers/say-understood.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import { uniqueCitations } from '../model/citation.ts';
import type { Facts } from '../model/fact.ts';
import { mapNonEmpty, nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { memoize } from '../model/memoize.ts';
import type { AskedQuestion, Reply } from './reply.ts';
import type { TopicResponse } from './respond-with-advice.ts';

/** What is put around the responses to a message. */
export interface Framing {
  /** What was just done, shown before the first verdict. */
  readonly opening: string | undefined;
  readonly notes: readonly string[];
  readonly question: AskedQuestion | undefined;
  readonly facts: Facts;
}

/** The reply to a message, from the responses to its topics: the structured answer and the text, both complete. */
export function buildReply(
  context: AnswerContext,
  responses: NonEmpty<TopicResponse>,
  framing: Framing,
): Reply {
  const { question } = framing;
  const listed = responses.find((response) => response.list !== undefined)?.list;
  const [head, ...rest] = responses.flatMap((response) => partsOf(context)(response));
  if (head === undefined) throw new Error('a response has no document');
  const built: NonEmpty<BuiltPart> = [frame(context, head, framing, listed), ...rest];
  const [{ document, part }] = built;
  const top = question === undefined ? part : withQuestion(context, part, document, question);
  const others = rest.map((each) => each.part);
  const answer: Answer =
    others.length === 0
      ? { ...top, parts: [] }
      : {
          ...top,
          ...(listed && built.some((each) => each.document.kind === 'answer')
            ? { kind: 'answer', verdict: listed === 'compared' ? 'compare' : 'list' }
            : {}),
          // The known facts, not those of the first part: callers send them along with the next question.
          facts: answerFacts(context.knowledge, responses[0].facts),
          text: [top, ...others].map(({ text }) => text).join('\n\n'),
          ...mergeCitations([top, ...others]),
          parts: [top, ...others],
        };
  return {
    answer,
    documents: mapNonEmpty(built, (each) => each.document),
    question,
    understood: understoodOf(context)(framing.facts),
    text: replyText(context, built, question),
    context,
  };
}

/** A document, and the part of the structured answer that is made from it. */
interface BuiltPart {
  readonly document: AnswerDocument;
  readonly part: AnswerPart;
}

/** The parts of a response. They do not depend on what is put around it, so they are built once. */
const partsOf = memoize((context: AnswerContext) =>
  memoize(({ documents, facts }: TopicResponse): readonly BuiltPart[] =>
    documents.map((document) => {
      const text = renderText(context, document);
      const meant = documents.length > 1 ? { ...facts, ...document.subject } : facts;
      return { document, part: buildPart(context, { document, text, facts: meant }) };
    }),
  ),
);

const understoodOf = memoize((context: AnswerContext) =>
  memoize((facts: Facts) => sayUnderstood(context, facts).join(' · ')),
);

export interface ChatReply {
  readonly pack: string | null;
  readonly text: string;
  /** The lines that the text shows; empty if it shows none. */
  readonly citations: readonly Citation[];
  readonly question: AskedQuestion | undefined;
  readonly facts: Facts;
}

/** A reply that answers nothing about a product (help, thanks); the open question is repeated. */
export function chatReply(
  context: AnswerContext,
  { pack, text, citations, question, facts }: ChatReply,
): Reply {
  const document = plainDocument('chat', 'chat', 'info', plain(text));
  const part = buildPart(context, { document, text: renderText(context, document), facts });
  return {
    answer: {
      ...part,
      pack,
      citations,
      question: question === undefined ? null : buildQuestion(context, question),
      parts: [],
    },
    documents: [document],
    question,
    understood: '',
    text: replyText(context, [{ document, part }], question),
    context,
  };
}

/** A part with the opening and notes of this message. Its citations stay: opening and notes cite nothing. */
function frame(
  context: AnswerContext,
  bare: BuiltPart,
  { opening, notes }: Framing,
  listed: TopicResponse['list'],
): BuiltPart {
  if (opening === undefined && listed === undefined && notes.length === 0) return bare;
  const lead = [opening, listOpening(context.words, listed)].filter((text) => text !== undefined).join(' ');
  const document = {
    ...bare.document,
    opening: lead === '' ? bare.document.opening : plain(lead),
    notes: [...notes.map(plain), ...bare.document.notes],
  };
  return {
    document,
    part: { ...bare.part, text: renderText(context, document, bodyOf(context)(bare.document)) },
  };
}

const bodyOf = memoize((context: AnswerContext) =>
  memoize((document: AnswerDocument) => renderBody(context, document)),
);

/** The citations of all parts. Those of the first part come first, so that its indexes stay right. */
function mergeCitations(parts: NonEmpty<AnswerPart>): Pick<Answer, 'citations'> {
  const [top, ...others] = parts;
  const known = new Set(top.citations.map((citation) => JSON.stringify(citation)));
  const more = uniqueCitations(others.flatMap((part) => part.citations)).filter(
    (citation) => !known.has(JSON.stringify(citation)),
  );
  return { citations: [...top.citations, ...more] };
}

function replyText(
  context: AnswerContext,
  built: NonEmpty<BuiltPart>,
  question: AskedQuestion | undefined,
): string {
  const bodies = built.map(({ document, part }) =>
    asksOnly(document, question) ? textBeforePrompt(context, document) : part.text,
  );
  const asked = question === undefined ? [] : [questionText(question)];
  return [...bodies, ...asked].filter((text) => text !== '').join('\n\n');
}

/** The text of a document whose headline is the prompt, without it: the prompt follows with its choices. */
function textBeforePrompt(context: AnswerContext, document: AnswerDocument): string {
  const [first, ...rest] = [document.opening, ...document.notes].filter((sentence) => sentence !== undefined);
  return first === undefined
    ? ''
    : renderText(context, { ...document, opening: undefined, headline: first, notes: rest });
}

function asksOnly(document: AnswerDocument, question: AskedQuestion | undefined): boolean {
  return document.headline.text === question?.prompt;
}

function questionText(question: AskedQuestion): string {
  const choices = nonEmpty(question.choices.map((choice, i) => `  ${String(i + 1)}. ${choice.label}`));
  return [question.prompt, ...(choices ?? [])].join('\n');
}

function listOpening(words: AnswerContext['words'], listed: TopicResponse['list']): string | undefined {
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
