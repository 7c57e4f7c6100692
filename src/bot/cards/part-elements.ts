import type { CardElementArray, IContainer, ITextBlock } from '@microsoft/teams.cards';
import {
  onceFor,
  type AlternativeBlock,
  type AnswerDocument,
  type ReferenceBlock,
  type Sentence,
  type StepBlock,
  type Voice,
} from '../../core/index.ts';
import { container, heading, linkedParagraph, paragraph, plainParagraph } from './elements.ts';

/** The verdict in words, with an icon beside it: a colour or an icon alone would not be read by everyone. */
export function verdictElement(voice: Voice, document: AnswerDocument): ITextBlock {
  return heading(voice, document.headline, voice.words.say(`card.icon.${document.icon}`));
}

/** One part of an answer below its verdict: notes, steps with their issues, other ways, references, the nearest. */
export function partElements(voice: Voice, document: AnswerDocument): CardElementArray {
  return [
    ...document.notes.map((note) => paragraph(voice, note, { subtle: true })),
    ...(document.lead === undefined ? [] : [paragraph(voice, document.lead)]),
    ...stepElements(voice, document.steps),
    ...pointElements(voice, document.points),
    ...alternativeElements(voice, document.alternatives),
    ...referenceElements(voice, document.references),
    ...(document.nearestLead === undefined ? [] : [paragraph(voice, document.nearestLead)]),
    ...pointElements(voice, document.nearest),
  ];
}

type LayOut<Item> = (voice: Voice, items: readonly Item[]) => CardElementArray;

/** Lays out each list of an answer once: the same facts give the same lists, whatever is said around them. */
function once<Item>(layOut: LayOut<Item>): LayOut<Item> {
  const laidOut = onceFor((voice: Voice) => onceFor((items: readonly Item[]) => layOut(voice, items)));
  return (voice, items) => (items.length === 0 ? [] : laidOut(voice)(items));
}

const stepElements = once<StepBlock>((voice, steps) => {
  const [only, second] = steps;
  if (only !== undefined && second === undefined) return issueElements(voice, only);
  return steps.flatMap((step, i) => [
    paragraph(voice, step.step, { before: `${String(i + 1)}. `, bold: true, spacing: 'Medium' }),
    ...issueElements(voice, step),
  ]);
});

const pointElements = once<Sentence>((voice, points) =>
  points.map((point) => paragraph(voice, point, { before: '• ', spacing: 'Small' })),
);

const alternativeElements = once<AlternativeBlock>((voice, alternatives) =>
  alternatives.map((alternative) => alternativeElement(voice, alternative)),
);

const referenceElements = once<ReferenceBlock>((voice, references) =>
  references.map(({ said, url }) =>
    url === undefined ? paragraph(voice, said) : linkedParagraph(voice, said, url),
  ),
);

/** What to know of a step; what holds only on a condition stands apart. */
function issueElements(voice: Voice, step: StepBlock): CardElementArray {
  const conditional = step.conditional.map((issue) => paragraph(voice, issue, { before: '• ' }));
  const apart: readonly IContainer[] =
    conditional.length === 0 ? [] : [{ type: 'Container', style: 'emphasis', items: conditional }];
  return [
    ...step.before.map((sentence) => paragraph(voice, sentence)),
    ...(step.lead === undefined ? [] : [paragraph(voice, step.lead)]),
    ...pointElements(voice, step.issues),
    ...apart,
    ...step.after.map((sentence) => paragraph(voice, sentence)),
  ];
}

function alternativeElement(voice: Voice, { lead, steps, unsaid }: AlternativeBlock): IContainer {
  const numbered = steps.length > 1;
  const items = [
    paragraph(voice, lead),
    ...steps.map(({ text }, i) =>
      plainParagraph(numbered ? `${String(i + 1)}. ${text}` : text, { spacing: 'Small' }),
    ),
    paragraph(voice, unsaid, { subtle: true }),
  ];
  return container(items, true);
}
