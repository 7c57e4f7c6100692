import { say } from '../words/say.ts';
import { splitCitations, type Citable, type CitedLines } from './cited-lines.ts';

export interface CitedSentenceProps {
  readonly text: string;
  readonly citable: Citable;
  /** The lines that are shown beside the answer. */
  readonly open: CitedLines | undefined;
  readonly onLines: (lines: CitedLines) => void;
}

/** A sentence in which the cited lines are buttons that show the vendor's text. */
export function CitedSentence({ text, citable, open, onLines }: CitedSentenceProps) {
  return splitCitations(text, citable).map((run) =>
    run.kind === 'words' ? (
      run.text
    ) : (
      <>
        {' '}
        <button
          type="button"
          class="cite"
          aria-label={say('desk.cite', { file: run.lines.file, lines: run.label })}
          aria-expanded={sameLines(open, run.lines)}
          onClick={() => onLines(run.lines)}
        >
          [{run.label}]
        </button>
      </>
    ),
  );
}

function sameLines(a: CitedLines | undefined, b: CitedLines): boolean {
  return a?.file === b.file && a.first === b.first && a.last === b.last;
}
