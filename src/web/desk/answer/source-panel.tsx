import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Citation, SourceText } from '../../../contract/index.ts';
import { isSourceText } from '../api/contract.ts';
import { request, type RequestResult } from '../api/request.ts';
import { say, sayEdition } from '../words/say.ts';
import type { CitedLines } from './cited-lines.ts';

interface Props {
  readonly pack: string;
  readonly lines: CitedLines;
  /** Everything that the answer cites. These lines are marked lightly. */
  readonly citations: readonly Citation[];
  readonly onClose: () => void;
}

/**
 * The vendor's text beside the answer, at the cited lines. The focus moves there, and back to the citation at the end.
 */
export function SourcePanel({ pack, lines, citations, onClose }: Props) {
  const { file, edition, first, last } = lines;
  const [got, setGot] = useState<RequestResult<SourceText> | undefined>(undefined);
  const text = useRef<HTMLDivElement>(null);
  const came = useRef<Element | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const address = `api/sources/${encodeURIComponent(pack)}/${encodeURIComponent(file)}?edition=${encodeURIComponent(edition)}`;
    void request(window, address, isSourceText, { signal: stop.signal }).then((outcome) => {
      if (!stop.signal.aborted) setGot(outcome);
    });
    return () => stop.abort();
  }, [pack, file, edition]);

  useLayoutEffect(() => {
    if (document.activeElement?.closest('.source') === null) came.current = document.activeElement;
    const { current } = text;
    const line = current?.querySelector<HTMLElement>('.line-cited');
    // Scrolls only the text. The page itself scrolls only if the text is below the answer.
    if (current !== null && line != null) current.scrollTop = line.offsetTop - current.clientHeight / 3;
    current?.focus({ preventScroll: true });
    current?.closest('.source')?.scrollIntoView({ block: 'nearest' });
  }, [got, first, last]);

  useEffect(
    () => () => {
      const { activeElement } = document;
      const stayed = activeElement === document.body || activeElement?.closest('.source') != null;
      // If the agent has moved the focus elsewhere meanwhile, it stays there.
      if (stayed && came.current instanceof HTMLElement && came.current.isConnected) came.current.focus();
    },
    [],
  );

  const title = got?.kind === 'ok' ? got.body.title : file;
  return (
    <aside class="source" aria-labelledby="source-heading">
      <div class="source-head">
        <h2 id="source-heading">{title}</h2>
        <button type="button" class="quiet" onClick={onClose}>
          {say('desk.source.close')}
        </button>
      </div>
      <p class="source-edition">{sayEdition('desk.source.edition', file, edition)}</p>
      {got !== undefined && got.kind !== 'ok' && (
        <p role="alert">{sayEdition('desk.source.missing', file, edition)}</p>
      )}
      <div class="source-text" ref={text} tabIndex={0} role="group" aria-labelledby="source-heading">
        <ol>
          {(got?.kind === 'ok' ? got.body.lines : []).map((line, i) => {
            const number = i + 1;
            const cited = number >= first && number <= last;
            const marked = citations.some(
              (c) => c.source === file && number >= c.lines[0] && number <= c.lines[1],
            );
            return (
              <li class={cited ? 'line-cited' : marked ? 'line-marked' : undefined} value={number}>
                {cited ? <mark>{line}</mark> : line}
              </li>
            );
          })}
        </ol>
        {got !== undefined && got.kind !== 'ok' && <Quotes lines={lines} citations={citations} />}
      </div>
    </aside>
  );
}

/** If the text cannot be loaded, at least the quotes that came with the answer. */
function Quotes({ lines, citations }: Pick<Props, 'lines' | 'citations'>) {
  return citations
    .filter(({ source, lines: [first] }) => source === lines.file && first === lines.first)
    .map(({ quote }) => <blockquote>{quote}</blockquote>);
}
