import type { CardElementArray } from '@microsoft/teams.cards';
import { onceFor, type Voice } from '../../core/index.ts';
import { keepJson } from '../../turn/index.ts';

type LayOut<Item> = (voice: Voice, item: Item) => CardElementArray;

/**
 * Lays out each part of an answer once, and keeps its elements with their JSON: the same facts give the same parts,
 * whatever is said around them.
 */
export function layOutOnce<Item extends object>(layOut: LayOut<Item>): LayOut<Item> {
  const laidOut = onceFor((voice: Voice) => onceFor((item: Item) => layOut(voice, item).map(keepJson)));
  return (voice, item) => laidOut(voice)(item);
}
