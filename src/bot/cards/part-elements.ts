import type { CardElementArray, IContainer } from '@microsoft/teams.cards';
import {
  type AlternativeBlock,
  type AnswerDocument,
  type ReferenceBlock,
  type Sentence,
  type StepBlock,
  type Voice,
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
 * The verdict in words, with an icon beside it: a colour or an icon alone would not be read by everyone. What has several
 * lines, such as quoted ones, is no verdict: its lines stay lines, and nothing in them is read as Markdown.
 */
export function verdictElement(voice: Voice, { headline, icon }: AnswerDocument): CardElementArray {
  return headline.text.includes('\n') ? lineElements(headline.text) : VERDICTS[icon](voice, headline);
}

/** Lines below one another; where one was left empty, with a space between them. */
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
  return memoizeElements<Sentence>((voice, headline) => [
    heading(voice, headline, voice.words.say(`card.icon.${icon}`)),
  ]);
}

/** One part of an answer below its verdict: notes, steps with their issues, other ways, references, the nearest. */
export function partElements(voice: Voice, document: AnswerDocument): CardElementArray {
  return [
    ...document.notes.map((note) => paragraph(voice, note, { subtle: true })),
    ...(document.lead === undefined ? [] : leadElement(voice, document.lead)),
    ...stepElements(voice, document.steps),
    ...pointElements(voice, document.points),
    ...alternativeElements(voice, document.alternatives),
    ...referenceElements(voice, document.references),
    ...(document.nearestLead === undefined ? [] : leadElement(voice, document.nearestLead)),
    ...pointElements(voice, document.nearest),
  ];
}

/** Lays out each list of an answer once. */
function memoizeList<Item>(
  layOut: (voice: Voice, items: readonly Item[]) => CardElementArray,
): typeof layOut {
  const laidOut = memoizeElements(layOut);
  return (voice, items) => (items.length === 0 ? [] : laidOut(voice, items));
}

const leadElement = memoizeElements<Sentence>((voice, lead) => [paragraph(voice, lead)]);

const stepElements = memoizeList<StepBlock>((voice, steps) => {
  const [only, second] = steps;
  if (only !== undefined && second === undefined) return issueElements(voice, only);
  return steps.flatMap((step, i) => [
    paragraph(voice, step.step, { before: `${String(i + 1)}. `, bold: true, spacing: 'Medium' }),
    ...issueElements(voice, step),
  ]);
});

const pointElements = memoizeList<Sentence>((voice, points) =>
  points.map((point) => paragraph(voice, point, { before: '• ', spacing: 'Small' })),
);

const alternativeElements = memoizeList<AlternativeBlock>((voice, alternatives) =>
  alternatives.map((alternative) => alternativeElement(voice, alternative)),
);

const referenceElements = memoizeList<ReferenceBlock>((voice, references) =>
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
