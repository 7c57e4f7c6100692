import type { CardElementArray, IContainer } from '@microsoft/teams.cards';
import {
  type AlternativeBlock,
  type AnswerDocument,
  type ReferenceBlock,
  type Sentence,
  type StepBlock,
  type AnswerContext,
} from '../../core/index.ts';
import {
  container,
  heading,
  linkedParagraph,
  memoizeElements,
  paragraph,
  plainParagraph,
} from './elements.ts';

/**
 * The verdict as a heading with an icon. It is in words because not everyone can read a colour or an icon. A headline of
 * several lines, such as quoted ones, is no verdict and is shown as plain lines.
 */
export function verdictElement(context: AnswerContext, { headline, icon }: AnswerDocument): CardElementArray {
  return headline.text.includes('\n') ? lineElements(headline.text) : VERDICTS[icon](context, headline);
}

/** One paragraph for each line; a larger space stands for an empty line. */
function lineElements(text: string): CardElementArray {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.flatMap((line, i) =>
    line === '' ? [] : [plainParagraph(line, { spacing: lines[i - 1] === '' ? 'Medium' : 'Small' })],
  );
}

const VERDICTS = {
  yes: verdictWith('yes'),
  issues: verdictWith('issues'),
  via: verdictWith('via'),
  no: verdictWith('no'),
  depends: verdictWith('depends'),
  silent: verdictWith('silent'),
  info: verdictWith('info'),
  question: verdictWith('question'),
};

function verdictWith(icon: AnswerDocument['icon']) {
  return memoizeElements<Sentence>((context, headline) => [
    heading(context, headline, context.words.say(`card.icon.${icon}`)),
  ]);
}

/** What stands below the verdict: notes, steps with their issues, other ways, references, the nearest statements. */
export function partElements(context: AnswerContext, document: AnswerDocument): CardElementArray {
  return [
    ...document.notes.map((note) => paragraph(context, note, { subtle: true })),
    ...(document.lead === undefined ? [] : leadElement(context, document.lead)),
    ...stepElements(context, document.steps),
    ...pointElements(context, document.points),
    ...alternativeElements(context, document.alternatives),
    ...referenceElements(context, document.references),
    ...(document.nearestLead === undefined ? [] : leadElement(context, document.nearestLead)),
    ...pointElements(context, document.nearest),
  ];
}

/** The same as `memoizeElements`, for a list: an empty one has no elements. */
function memoizeList<Item>(
  layOut: (context: AnswerContext, items: readonly Item[]) => CardElementArray,
): typeof layOut {
  const laidOut = memoizeElements(layOut);
  return (context, items) => (items.length === 0 ? [] : laidOut(context, items));
}

const leadElement = memoizeElements<Sentence>((context, lead) => [paragraph(context, lead)]);

const stepElements = memoizeList<StepBlock>((context, steps) => {
  const [only, second] = steps;
  if (only !== undefined && second === undefined) return issueElements(context, only);
  return steps.flatMap((step, i) => [
    paragraph(context, step.step, { before: `${String(i + 1)}. `, bold: true, spacing: 'Medium' }),
    ...issueElements(context, step),
  ]);
});

const pointElements = memoizeList<Sentence>((context, points) =>
  points.map((point) => paragraph(context, point, { before: '• ', spacing: 'Small' })),
);

const alternativeElements = memoizeList<AlternativeBlock>((context, alternatives) =>
  alternatives.map((alternative) => alternativeElement(context, alternative)),
);

const referenceElements = memoizeList<ReferenceBlock>((context, references) =>
  references.map(({ said, url }) =>
    url === undefined ? paragraph(context, said) : linkedParagraph(context, said, url),
  ),
);

/** The requirements and issues of a step; issues that depend on a condition stand in a box of their own. */
function issueElements(context: AnswerContext, step: StepBlock): CardElementArray {
  const conditional = step.conditional.map((issue) => paragraph(context, issue, { before: '• ' }));
  const apart: readonly IContainer[] =
    conditional.length === 0 ? [] : [{ type: 'Container', style: 'emphasis', items: conditional }];
  return [
    ...step.before.map((sentence) => paragraph(context, sentence)),
    ...(step.lead === undefined ? [] : [paragraph(context, step.lead)]),
    ...pointElements(context, step.issues),
    ...apart,
    ...step.after.map((sentence) => paragraph(context, sentence)),
  ];
}

function alternativeElement(context: AnswerContext, { lead, steps, unsaid }: AlternativeBlock): IContainer {
  const numbered = steps.length > 1;
  const items = [
    paragraph(context, lead),
    ...steps.map(({ text }, i) =>
      plainParagraph(numbered ? `${String(i + 1)}. ${text}` : text, { spacing: 'Small' }),
    ),
    paragraph(context, unsaid, { subtle: true }),
  ];
  return container(items, true);
}
