import { Container, type CardElementArray } from '@microsoft/teams.cards';
import type { AlternativeBlock, AnswerDocument, StepBlock, Voice } from '../../core/index.ts';
import { heading, linkedParagraph, paragraph, plainParagraph } from './elements.ts';

/** The verdict in words, with an icon beside it: a colour or an icon alone would not be read by everyone. */
export function verdictElement(voice: Voice, document: AnswerDocument) {
  return heading(voice, document.headline, voice.words.say(`card.icon.${document.icon}`));
}

/** One part of an answer below its verdict: notes, steps with their issues, other ways, references, the nearest. */
export function partElements(voice: Voice, document: AnswerDocument): CardElementArray {
  const { steps } = document;
  const [only] = steps;
  const single = steps.length === 1 && only !== undefined;
  return [
    ...document.notes.map((note) => paragraph(voice, note, { subtle: true })),
    ...(document.lead === undefined ? [] : [paragraph(voice, document.lead)]),
    ...(single ? issueElements(voice, only) : steps.flatMap((step, i) => stepElements(voice, step, i + 1))),
    ...document.points.map((point) => paragraph(voice, point, { before: '• ', spacing: 'Small' })),
    ...document.alternatives.map((alternative) => alternativeElement(voice, alternative)),
    ...document.references.map(({ said, url }) =>
      url === undefined ? paragraph(voice, said) : linkedParagraph(voice, said, url),
    ),
    ...(document.nearestLead === undefined ? [] : [paragraph(voice, document.nearestLead)]),
    ...document.nearest.map((nearest) => paragraph(voice, nearest, { before: '• ', spacing: 'Small' })),
  ];
}

function stepElements(voice: Voice, step: StepBlock, number: number): CardElementArray {
  return [
    paragraph(voice, step.step, { before: `${String(number)}. `, bold: true, spacing: 'Medium' }),
    ...issueElements(voice, step),
  ];
}

/** What to know of a step; what holds only on a condition stands apart. */
function issueElements(voice: Voice, step: StepBlock): CardElementArray {
  return [
    ...step.before.map((sentence) => paragraph(voice, sentence)),
    ...(step.lead === undefined ? [] : [paragraph(voice, step.lead)]),
    ...step.issues.map((issue) => paragraph(voice, issue, { before: '• ', spacing: 'Small' })),
    ...(step.conditional.length === 0
      ? []
      : [
          new Container(
            ...step.conditional.map((issue) => paragraph(voice, issue, { before: '• ' })),
          ).withStyle('emphasis'),
        ]),
    ...step.after.map((sentence) => paragraph(voice, sentence)),
  ];
}

function alternativeElement(voice: Voice, { lead, steps, unsaid }: AlternativeBlock): Container {
  const numbered = steps.length > 1;
  return new Container(
    paragraph(voice, lead),
    ...steps.map(({ text }, i) =>
      plainParagraph(numbered ? `${String(i + 1)}. ${text}` : text, { spacing: 'Small' }),
    ),
    paragraph(voice, unsaid, { subtle: true }),
  ).withSeparator(true);
}
