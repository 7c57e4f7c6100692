import type { CardElementArray, IAdaptiveCard } from '@microsoft/teams.cards';
import { isAboutConversation, type Reply, type Source } from '../../core/index.ts';
import { jsonOfList, addJsonFields, withGivenJson } from '../../turn/index.ts';
import { answerButtons, choiceButtons, moveButtons } from './buttons.ts';
import { container, heading, memoizeElements, paragraph, plainParagraph } from './elements.ts';
import { partElements, verdictElement } from './part-elements.ts';

/**
 * Lays out a reply as an Adaptive Card 1.5. From top to bottom: the verdict; what was understood, with "Change"; the steps
 * with their issues; other ways, references and the nearest statements; the sources; at most one question; and the buttons
 * "Show the lines", "Plain text" and "Wrong?". A question about the conversation itself ("forget me?") is shown alone.
 * @param extent `brief` leaves out everything between what was understood and the sources, for a reply that is too large
 *   for the channel; its "Plain text" button still sends the complete text
 */
export function answerCard(reply: Reply, messageBack: boolean, extent: 'full' | 'brief'): IAdaptiveCard {
  const { context, documents } = reply;
  const isAside = reply.question !== undefined && isAboutConversation(reply.question);
  const isAnswer = reply.answer.kind !== 'chat' && !isAside;
  const parts = documents.map((document, i) => [
    ...(document.opening === undefined ? [] : [paragraph(context, document.opening)]),
    // If the headline is the question's prompt, it is shown only with the question's buttons.
    ...(document.headline.text === reply.question?.prompt ? [] : verdictElement(context, document)),
    ...(i === 0 && !isAside ? understoodElements(reply, messageBack) : []),
    ...(extent === 'full' ? partElements(context, document) : []),
  ]);
  const body = [
    ...parts.filter((elements) => elements.length > 0).map((elements, i) => container(elements, i > 0)),
    ...(isAnswer ? sourceElements(reply) : []),
    ...questionElements(reply, messageBack),
  ];
  const fallbackText =
    extent === 'full' ? reply.text : documents.map(({ headline }) => headline.text).join('\n');
  const head = { type: 'AdaptiveCard', version: '1.5', fallbackText } as const;
  const start = JSON.stringify(head);
  const laidOut = jsonOfList(body);
  if (!isAnswer) return withGivenJson({ ...head, body }, addJsonFields(start, { body: laidOut }));
  const actions = answerButtons(reply, messageBack);
  return withGivenJson(
    { ...head, body, actions },
    addJsonFields(start, { body: laidOut, actions: jsonOfList(actions) }),
  );
}

function understoodElements(
  { understood, context: { words } }: Reply,
  messageBack: boolean,
): CardElementArray {
  if (understood === '') return [];
  const { change } = moveButtons(words, messageBack);
  return [plainParagraph(`${words.say('understood.lead')} ${understood}`, { subtle: true }), change];
}

/** The quoted sources with their editions; all sources of the pack if none is quoted. */
function sourceElements({ answer, context }: Reply): CardElementArray {
  if (answer.verdict === 'clarify') return [];
  const quoted = new Set(answer.citations.map((citation) => citation.source));
  return context.knowledge.sources
    .filter(({ file }) => quoted.size === 0 || quoted.has(file))
    .flatMap((source) => sourceElement(context, source));
}

const sourceElement = memoizeElements<Source>(({ words }, { file, edition }) => [
  plainParagraph(words.say('source.line', { source: file, edition }), { subtle: true, small: true }),
]);

function questionElements({ question, context }: Reply, messageBack: boolean): CardElementArray {
  if (question === undefined) return [];
  const why = { text: question.why, citations: question.whyCitations };
  const prompt = { text: question.prompt, citations: [] };
  const items = [
    heading(context, prompt),
    ...choiceButtons(question, messageBack),
    paragraph(context, why, { subtle: true, small: true }),
  ];
  return [{ type: 'Container', separator: true, items }];
}
