import type { AnswerPart, PackNames } from '../../../contract/index.ts';
import { readRoute } from '../route/read-route.ts';
import { RouteDiagram } from '../route/route-diagram.tsx';
import { say } from '../words/say.ts';
import type { CitedLines } from './cited-lines.ts';
import { layOutAnswer, partItems } from './lay-out-answer.ts';
import type { Block, Item } from './parse-blocks.ts';
import { CitedSentence, type CitedSentenceProps } from './cited-sentence.tsx';
import { SignMark } from './verdict-sign.tsx';
import { describeVerdict } from './verdict.ts';

interface Props {
  readonly part: AnswerPart;
  readonly pack: PackNames | undefined;
  readonly open: CitedLines | undefined;
  readonly onLines: (lines: CitedLines) => void;
}

type Say = Omit<CitedSentenceProps, 'text'>;

/** One part of an answer: the verdict, the diagram of the route, and the sentences in sections. */
export function PartView({ part, pack, open, onLines }: Props) {
  const sources = pack?.sources ?? [];
  const layout = layOutAnswer(
    part,
    new Set(
      sources.flatMap(({ file, edition }) => [
        say('source.line', { source: file, edition }),
        say('source.line-own', { source: file, edition }),
      ]),
    ),
  );
  const { sign, words } = describeVerdict(part, pack);
  const route = readRoute(part, pack);
  const sentence: Say = { citable: { citations: part.citations, sources }, open, onLines };
  return (
    <article class={`part part-${sign}`}>
      <h2 class="verdict">
        <SignMark sign={sign} />
        {words}
      </h2>
      {layout.lead.map((text) => (
        <p class="lead">
          <CitedSentence text={text} {...sentence} />
        </p>
      ))}
      {route !== undefined && <RouteDiagram route={route.route} alternative={route.alternative} />}
      <Blocks blocks={layout.body} part={part} sentence={sentence} />
      {layout.alternatives.length > 0 && (
        <section class="aside">
          <h3>{say('desk.heading.alternatives')}</h3>
          <Blocks blocks={layout.alternatives} part={part} sentence={sentence} />
        </section>
      )}
      {layout.nearest.length > 0 && (
        <section class="aside">
          <h3>{say('desk.heading.nearest')}</h3>
          <Blocks blocks={layout.nearest} part={part} sentence={sentence} />
        </section>
      )}
      {layout.references.length > 0 && (
        <section class="references">
          <h3>{say('desk.heading.references')}</h3>
          <ul>
            {layout.references.map(({ text, reference }) => (
              <li>
                <Linked text={text} url={reference.url} sentence={sentence} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {layout.sources.map((text) => (
        <p class="source-line">{text}</p>
      ))}
    </article>
  );
}

interface Inner {
  readonly part: AnswerPart;
  readonly sentence: Say;
}

function Blocks({ blocks, part, sentence }: Inner & { blocks: readonly Block[] }) {
  return blocks.map((block) =>
    block.kind === 'words' ? (
      <>
        <p>
          <CitedSentence text={block.text} {...sentence} />
        </p>
        <Blocks blocks={block.below} part={part} sentence={sentence} />
      </>
    ) : block.ordered ? (
      <ol class="steps">
        <Items items={block.items} part={part} sentence={sentence} />
      </ol>
    ) : (
      <Points items={block.items} part={part} sentence={sentence} />
    ),
  );
}

/** A list of points: first those that always apply, then those that apply only under a condition. */
function Points({ items, part, sentence }: Inner & { items: readonly Item[] }) {
  const { always, onlyIf } = partItems(part, items);
  return (
    <>
      {always.length > 0 && (
        <ul class="points">
          <Items items={always} part={part} sentence={sentence} />
        </ul>
      )}
      {onlyIf.length > 0 && (
        <ul class="points points-only-if" aria-label={say('desk.heading.only-if')}>
          <Items items={onlyIf} part={part} sentence={sentence} />
        </ul>
      )}
    </>
  );
}

function Items({ items, part, sentence }: Inner & { items: readonly Item[] }) {
  return items.map(({ text, below }) => (
    <li>
      <CitedSentence text={text} {...sentence} />
      <Blocks blocks={below} part={part} sentence={sentence} />
    </li>
  ));
}

/** A sentence in which the address is a link, if it is an http or https address. Other schemes stay text. */
function Linked({ text, url, sentence }: { text: string; url: string | undefined; sentence: Say }) {
  const at = url !== undefined && /^https?:\/\//i.test(url) ? text.indexOf(url) : -1;
  if (url === undefined || at < 0) return <CitedSentence text={text} {...sentence} />;
  return (
    <>
      <CitedSentence text={text.slice(0, at)} {...sentence} />
      <a href={url} target="_blank" rel="noreferrer noopener">
        {url}
      </a>
      <CitedSentence text={text.slice(at + url.length)} {...sentence} />
    </>
  );
}
