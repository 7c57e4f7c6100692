/** A piece of a sentence: text, a hole, or a choice that depends on the number or word in a hole. */
export type Piece =
  | string
  | { readonly hole: string }
  | {
      readonly choose: string;
      readonly by: 'number' | 'word';
      readonly of: Readonly<Record<string, readonly Piece[]>>;
    };

/** The page's sentences by key, as `compileSentences` has parsed them at build time. */
export type Sentences = Readonly<Record<string, readonly Piece[]>>;

export type Holes = Readonly<Record<string, string | number>>;

/** The text of a sentence with its holes filled. If a choice has no matching form, it takes `other`. */
export function fillSentence(pieces: readonly Piece[], holes: Holes, language: string): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('hole' in piece) return String(holes[piece.hole] ?? '');
      const value = holes[piece.choose] ?? '';
      const form =
        piece.by === 'number' ? new Intl.PluralRules(language).select(Number(value)) : String(value);
      const chosen = piece.of[`=${String(value)}`] ?? piece.of[form] ?? piece.of['other'] ?? [];
      return fillSentence(chosen, holes, language);
    })
    .join('');
}
