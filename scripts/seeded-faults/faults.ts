/** A small mistake in the code that `npm test` must find. */
export interface Fault {
  /** What the code is about, as docs/testing.md names it. */
  readonly area: string;
  /** What goes wrong for users or operators. */
  readonly harm: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly search: string;
  readonly replacement: string;
  /** The test files that are run; all of them belong to `npm test`. */
  readonly tests: readonly string[];
  /** A Vite config in the project folder, where the tests look at a built page. */
  readonly build?: string;
}

/** One fault for each area. */
export const FAULTS: readonly Fault[] = [
  {
    area: 'planning',
    harm: 'a route is put together from a product whose family does not allow it',
    file: 'src/core/planning/find-route.ts',
    search: 'if (!mayCompose(knowledge, from)) return undefined;',
    replacement: '',
    tests: ['test/core/planning/routes.test.ts', 'test/core/rules-become-advice.test.ts'],
  },
  {
    area: 'conditions',
    harm: 'a condition that the facts leave open counts as fulfilled',
    file: 'src/core/conditions/evaluate.ts',
    search: "'fails' : 'unknown'",
    replacement: "'fails' : 'holds'",
    tests: ['test/core/conditions/conditions.test.ts'],
  },
  {
    area: 'choice of questions',
    harm: 'a question is asked whose answers all lead to the same advice',
    file: 'src/core/questions/plan-question.ts',
    search: 'if (options.length > 1)',
    replacement: 'if (options.length > 0)',
    tests: ['test/core/questions/questions.test.ts'],
  },
  {
    area: 'reading',
    harm: '"no, 4.5" adds a fact instead of correcting one',
    file: 'src/core/understanding/read-correction.ts',
    search: 'end > best && end < tokens.length',
    replacement: 'end < best && end < tokens.length',
    tests: ['test/conversations.test.ts', 'test/packs.test.ts'],
  },
  {
    area: 'composition of answers',
    harm: 'an issue that an earlier step has too is written out again',
    file: 'src/core/answers/compose-step.ts',
    search: 'issues.filter((item) => !earlier.has(keyOf(item)))',
    replacement: 'issues.filter(() => true)',
    tests: ['test/core/required-answers.test.ts', 'test/core/answers/wording.test.ts'],
  },
  {
    area: 'citations',
    harm: 'a hop cites another quote than its own',
    file: 'src/core/answers/build-part.ts',
    search: ' && a.lines[0] === b.lines[0] && a.quote === b.quote',
    replacement: '',
    tests: ['test/core/answers/assertions.test.ts'],
  },
  {
    area: 'consultation',
    harm: '"back" does not take the last facts back',
    file: 'src/core/consultation/fold-state.ts',
    search: 'move.turn >= undo.undoes && move.turn < undo.turn',
    replacement: 'move.turn > undo.undoes && move.turn < undo.turn',
    tests: ['test/core/consultation/moves.test.ts'],
  },
  {
    area: 'checks of the content',
    harm: 'a pack may state a route and deny it in another rule',
    file: 'src/content/checks/check-upgrades.ts',
    search: "status === 'supported' || (status === 'supported-via' && !direct)",
    replacement: "status === 'supported' && !direct",
    tests: ['test/content/broken-packs/routes.test.ts'],
  },
  {
    area: 'version check of the store',
    harm: 'two processes overwrite each other’s turns',
    file: 'src/store/write-turns.ts',
    search: '!== decided.length) return false;',
    replacement: '< 0) return false;',
    tests: ['test/store/turn-store.test.ts'],
  },
  {
    area: 'repeated activities',
    harm: 'a message that a channel delivers twice is answered twice',
    file: 'src/store/read-batch.ts',
    search: 'new Map(inbound.rows.map(({ id, version }) => [id, version]))',
    replacement: 'new Map()',
    tests: ['test/store/turn-store.test.ts'],
  },
  {
    area: 'order of the outbox',
    harm: 'a reply overtakes an earlier one that was not sent yet',
    file: 'src/store/read-batch.ts',
    search: 'if (keys.length === 0)',
    replacement: 'if (keys.length >= 0)',
    tests: ['test/turn/turns.test.ts'],
  },
  {
    area: 'retention',
    harm: 'fresh events are deleted and old ones are kept',
    file: 'src/store/expire.ts',
    search: "where('at', '<', cutoffs.events)",
    replacement: "where('at', '>', cutoffs.events)",
    tests: ['test/store/archive.test.ts'],
  },
  {
    area: 'tokens of a channel',
    harm: 'a token for one service URL is taken for another',
    file: 'src/server/auth/why-forbidden.ts',
    search: 'caller.serviceUrl !== activity.serviceUrl',
    replacement: 'caller.serviceUrl === undefined',
    tests: ['test/boundary/tokens.test.ts'],
  },
  {
    area: 'tokens of Direct Line',
    harm: 'a token for a stream, which stands in an address, opens the endpoints too',
    file: 'src/directline/tokens.ts',
    search: 'audience: use,',
    replacement: '',
    tests: ['test/boundary/chat-tokens.test.ts'],
  },
  {
    area: 'limits',
    harm: 'whoever waits long may ask without limit',
    file: 'src/server/http/create-rate-limiter.ts',
    search: 'Math.min(burst, bucket.tokens + (now() - bucket.at) * perMillisecond)',
    replacement: 'bucket.tokens + (now() - bucket.at) * perMillisecond',
    tests: ['test/server/api/rate.test.ts'],
  },
  {
    area: 'log without texts',
    harm: 'the message of an error, which may hold a user’s words, is logged',
    file: 'src/server/log/name-error.ts',
    search: 'return `${kindOf(error.name)}',
    replacement: 'return `${kindOf(error.name)} ${error.message}',
    tests: ['test/server/log/log.test.ts'],
  },
  {
    area: 'cards',
    harm: 'Markdown in a vendor’s words takes effect in the heading of a card',
    file: 'src/bot/cards/elements.ts',
    search: 'escapeMarkdown(`${icon} ${sentence.text}`.trim())',
    replacement: '`${icon} ${sentence.text}`.trim()',
    tests: ['test/bot/cards/answer-card.test.ts'],
  },
  {
    area: 'Markdown in the chat page',
    harm: 'a text makes the page load an image from another server',
    file: 'src/web/chat/web-chat/neutralise-markdown.ts',
    search: "replaceAll('![', '!\\\\[')",
    replacement: "replaceAll('![', '![')",
    tests: ['test/web/units/chat/web-chat/neutralise-markdown.test.ts'],
  },
  {
    area: 'desk page',
    harm: 'the diagram draws a hop that depends on a condition as certain',
    file: 'src/web/desk/route/read-route.ts',
    search: "certain: hop?.certainty !== 'depends'",
    replacement: 'certain: true',
    tests: ['test/web/units/desk/route/read-route.test.ts'],
  },
  {
    area: 'embed launcher',
    harm: 'the launcher obeys messages of other pages',
    file: 'src/web/embed/page-channel.ts',
    search: 'from !== origin || source !== frame.contentWindow || ',
    replacement: '',
    tests: ['test/web/embed.test.ts'],
    build: 'vite.embed.config.ts',
  },
  {
    area: 'command line',
    harm: 'a line with both "text" and "turns" is answered, and one of them is dropped',
    file: 'src/cli/read-ask-line.ts',
    search: 'if (isBoth(value))',
    replacement: 'if (isBoth(undefined))',
    tests: ['test/cli/read-ask-line.test.ts'],
  },
];
