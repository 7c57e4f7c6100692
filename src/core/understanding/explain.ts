import type { RoledMention } from './roled-mention.ts';
import type { Correction } from './canonical-tokens.ts';
import type { Meaning } from './phrase-trie.ts';
import type { Explained } from './reading.ts';
import type { Segment } from './segment.ts';

/** Which words were read as what: mentions with their roles, other phrases with their meanings, the rest with nothing. */
export function explain(
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  corrections: readonly Correction[],
  say: (from: Segment, to: Segment) => string,
): readonly Explained[] {
  const explained: Explained[] = corrections.map(({ said, read }) => ({ said, as: [`read as "${read}"`] }));
  for (let i = 0; i < segments.length; i++) {
    const here = segments[i];
    const found = roled.find(({ mention }) => mention.from === i);
    const last = segments[(found?.mention.to ?? i + 1) - 1];
    if (here === undefined || last === undefined || here.kind === 'comma' || here.kind === 'stop') continue;
    const as =
      found === undefined ? here.meanings.map(describe) : [`${found.role}: ${describeMention(found)}`];
    explained.push({ said: say(here, last), as });
    i = (found?.mention.to ?? i + 1) - 1;
  }
  return explained;
}

function describeMention({ mention }: RoledMention): string {
  if (mention.products.length > 0) return mention.products.join(' or ');
  return mention.outside === undefined
    ? 'nothing'
    : `"${mention.outside.said}", which the pack does not name`;
}

function describe(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'family':
    case 'product':
    case 'component':
      return `${meaning.kind} ${meaning.id}`;
    case 'open-set':
    case 'reference':
    case 'statement':
      return `${meaning.kind} ${meaning.rule}`;
    case 'choice':
      return `${meaning.fact}: ${meaning.choice}`;
    case 'cue':
    case 'cue-behind':
      return `${meaning.kind} ${meaning.role}`;
    case 'silent':
      return `silent matter: ${meaning.topic}`;
    case 'flow':
      return `flow ${meaning.ends}`;
    case 'hedge':
    case 'supposition':
    case 'denial':
    case 'elsewhere':
    case 'here':
    case 'quantifier':
    case 'alternative':
    case 'older':
    case 'newer':
    case 'and-older':
    case 'and-newer':
    case 'afterwards':
    case 'joiner':
    case 'filler':
    case 'article':
    case 'beside':
    case 'asks-about':
    case 'runs':
    case 'question-word':
    case 'service-pack':
    case 'qualifier':
      return meaning.kind;
  }
}
