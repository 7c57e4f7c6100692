import type { Condition } from '../model/condition.ts';

/** A text that is equal for equal conditions. The order of their parts does not matter. */
export function conditionKey(condition: Condition): string {
  switch (condition.kind) {
    case 'always':
    case 'never':
      return condition.kind;
    case 'equals':
      return `${condition.fact}=${condition.value}`;
    case 'within':
      if (condition.values.length === 1) return `${condition.fact}=${condition.values.join()}`;
      return `${condition.fact} in ${[...condition.values].sort().join(',')}`;
    case 'all':
    case 'any':
      return `${condition.kind}(${condition.of.map(conditionKey).sort().join(';')})`;
    case 'not':
      return `not(${conditionKey(condition.of)})`;
  }
}
