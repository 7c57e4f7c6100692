/**
 * Every sentence that the core and the hosts say, with the holes it must have. The sentences themselves stand in
 * `dialogs/words/`; a language that misses a key or a hole is refused.
 */
export const WORD_KEYS = {
  // Verdicts: the first sentence of an answer.
  'verdict.supported': ['from', 'to'],
  'verdict.supported-with-issues': ['from', 'to'],
  'verdict.supported-via': ['from', 'to', 'via'],
  'verdict.direct-not-supported': ['from', 'to'],
  'verdict.not-supported': ['from', 'to'],
  'verdict.not-recommended': ['from', 'to'],
  'verdict.conflict': ['from', 'to'],
  'verdict.depends': ['from', 'to'],
  'verdict.not-covered': ['from', 'to'],
  'verdict.not-covered.route': ['route'],
  'verdict.not-covered.topic': ['topic'],
  'verdict.not-covered.same': ['product'],
  'verdict.not-covered.component': ['component', 'from', 'to'],
  'verdict.not-covered.component-open': ['component'],
  'verdict.under-review': ['lines'],

  // Notes below the verdict.
  'note.target-assumed': ['target'],
  'note.implied-by-routes': [],
  'note.implied': [],
  'note.composed': [],
  'note.no-other-route': [],
  'note.service-pack': ['said', 'product'],
  'note.open-set': ['label'],
  'note.list': [],

  // Routes.
  'route.lead': [],
  'route.lead-for-goal': ['goal'],
  'route.step': ['product'],
  'route.step-if': ['product', 'condition'],
  'hop.issues': [],
  'hop.issues-alone': [],
  'hop.before': ['requirement'],
  'hop.after': ['requirement'],
  'only-if': ['condition', 'statement'],
  'branch.if': ['condition', 'outcome'],
  'branch.supported': [],
  'branch.supported-via': ['via'],
  'branch.not-recommended': [],
  'branch.not-supported': [],
  'branch.conflict': [],
  'branch.not-covered': [],

  // Other ways.
  'alternative.lead': [],
  'alternative.lead-if': ['condition'],
  'alternative.unsaid-issues': [],
  'alternative.unsaid-outcome': [],

  // References and nearest statements.
  'reference.url': ['topic', 'url'],
  'reference.contact': ['topic', 'contact'],
  'reference.lead': ['count'],
  'nearest.lead': [],
  'nearest.quote': ['quote'],
  'nearest.names': ['products'],

  // Components.
  'component.headline': ['component', 'status'],
  'component.depends': ['component'],
  'component.several': ['component'],
  'component.said-of': ['from', 'to'],
  'component.said-of-target': ['to'],
  'component.otherwise': [],
  'status.cannot-be-installed': [],
  'status.not-supported': [],
  'status.no-longer-supported': [],
  'status.deprecated': [],
  'status.requires-action': [],
  'status.replaced': [],
  'status.supported': [],

  // Conditions in words.
  'condition.is': ['fact', 'values'],
  'condition.installed': ['products'],
  'condition.target': ['products'],
  'condition.not': ['condition'],
  'condition.hop': ['from', 'to', 'statement'],

  // Questions.
  'question.installed': [],
  'question.installed.why': [],
  'question.target': [],
  'question.target.why': [],
  'question.version': ['family'],
  'question.version.why': [],
  'question.product': [],
  'question.product-target': [],
  'question.pack': [],
  'question.pack.why': [],
  'question.change': [],
  'question.change.why': [],
  'question.choices': ['choices'],
  'choice.unknown': [],
  'choice.unknown.synonyms': [],
  'choice.other-product': [],
  'choice.other-version': [],
  'choice.family-also': ['family', 'also'],
  'choice.change-fact': ['fact', 'value'],
  'fact.installed': [],
  'fact.target': [],
  'value.unknown': [],
  'value.other-product': [],
  'value.other-version': ['family'],
  'unsaid.product': [],

  // Conversation.
  'chat.welcome': ['packs'],
  'chat.help': [],
  'chat.thanks': [],
  'chat.greeting': [],
  'chat.empty': [],
  'chat.too-long': ['most'],
  'chat.not-understood': [],
  'chat.say-again': [],
  'chat.started-over': [],
  'chat.went-back': [],
  'chat.nothing-to-undo': [],
  'chat.no-question': [],
  'chat.why': ['why'],
  'chat.no-source': [],
  'chat.source.lead': [],
  'chat.source.file': ['source', 'edition'],
  'chat.nothing-to-change': [],
  'chat.changed': ['fact', 'value'],
  'chat.stale-same': [],
  'chat.stale-gone': [],
  'chat.unknown-noted': [],
  'chat.no-choice': [],

  // What every answer closes with, and what was understood.
  'source.line': ['source', 'edition'],
  'understood.lead': [],
  'understood.upgrade': ['from', 'to'],
  'understood.fact': ['prompt', 'value'],

  // Cards.
  'card.show-lines': [],
  'card.plain-text': [],
  'card.wrong': [],
  'card.change': [],
  'card.footnote': ['source', 'lines'],
  'card.mail-subject': ['title'],
  'card.mail-body': ['text'],
  'card.icon.yes': [],
  'card.icon.issues': [],
  'card.icon.via': [],
  'card.icon.no': [],
  'card.icon.depends': [],
  'card.icon.silent': [],
  'card.icon.info': [],
  'card.icon.question': [],

  // The terminal.
  'terminal.prompt': [],
  'terminal.hint': [],
  'terminal.bye': [],
  'terminal.leave': [],
} as const satisfies Record<string, readonly string[]>;

export type WordKey = keyof typeof WORD_KEYS;

/** The arguments of `say` for a key: nothing where the sentence has no holes. */
export type WordHoles<K extends WordKey> = (typeof WORD_KEYS)[K] extends readonly []
  ? []
  : [holes: Readonly<Record<(typeof WORD_KEYS)[K][number], string | number>>];
