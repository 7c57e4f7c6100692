const CARD = 'application/vnd.microsoft.card.adaptive';
const EVIL = 'http://evil.test';
const CLAIM = 'https://schema.org/Message';

/**
 * The parts of a bot's message, each filled with payloads, as an attacker could who speaks in the bot's place: the name of
 * the part, the number of payloads in one message, and the message.
 */
export const PLACES: readonly (readonly [string, number, (payloads: readonly string[]) => object])[] = [
  [
    'the Markdown and the name',
    1,
    ([text = '']) => ({ text, textFormat: 'markdown', from: { id: text, name: text, role: 'bot' } }),
  ],
  [
    'the plain text, what is read out, and the summary',
    1,
    ([text = '']) => ({ text, textFormat: 'plain', speak: text, summary: text, attachmentLayout: text }),
  ],
  ['texts in markup', 1, ([text = '']) => ({ text, textFormat: 'xml' })],
  ['texts of cards', 10, (texts) => card(texts.flatMap(elements))],
  [
    'templates of cards',
    10,
    (texts) => card(texts.map((text) => ({ type: text, $data: text, $when: text, text }))),
  ],
  ['buttons of cards', 10, (titles) => card([], titles.map(submit))],
  [
    'addresses of buttons',
    10,
    (urls) => card([], urls.filter((url) => !url.startsWith('http')).map(openUrl)),
  ],
  ['addresses of texts', 10, (urls) => card([{ type: 'RichTextBlock', inlines: urls.map(linkedRun) }])],
  [
    'suggested actions',
    400,
    (texts) => ({
      text: 'Choose',
      suggestedActions: {
        actions: texts.map((text) => ({
          type: 'openUrl',
          title: text,
          value: text,
          image: text,
          displayText: text,
        })),
      },
    }),
  ],
  [
    'addresses of pictures',
    10,
    (urls) => ({
      ...card(
        urls.flatMap((url) => [
          { type: 'Image', url, altText: url, selectAction: openUrl(url) },
          { type: 'ImageSet', images: [{ type: 'Image', url }] },
          { type: 'Media', poster: url, sources: [{ mimeType: 'video/mp4', url }] },
          { type: 'Container', backgroundImage: url, items: [{ type: 'TextBlock', text: 'x' }] },
        ]),
        urls.map((url) => ({
          type: 'Action.Submit',
          title: 'x',
          iconUrl: `${EVIL}/${url}`,
        })),
      ),
      from: { id: 'waymark', role: 'bot', icon: urls[0], image: urls[0] },
      attachmentLayout: 'carousel',
    }),
  ],
  [
    'cards of other kinds',
    5,
    (texts) => ({
      text: 'Cards',
      attachments: texts.flatMap((text) => [
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: {
            title: text,
            subtitle: text,
            text,
            buttons: [{ type: 'openUrl', title: text, value: text }],
          },
        },
        { contentType: 'text/html', content: text, name: text },
        { contentType: text, content: text, name: text },
      ]),
    }),
  ],
  ['footnotes', 1, ([text = '']) => footnote(text)],
  [
    'events, and data of channels',
    5,
    (texts) => ({
      text: 'An event',
      name: texts[0],
      value: texts,
      channelData: Object.fromEntries(texts.map((text) => [text, text])),
      entities: texts.map((text) => ({
        type: text,
        '@type': text,
        text,
        keywords: [text],
        author: { name: text },
      })),
    }),
  ],
];

const card = (body: readonly object[], actions: readonly object[] = []) => ({
  attachments: [{ contentType: CARD, content: { type: 'AdaptiveCard', version: '1.5', body, actions } }],
});

const elements = (text: string): readonly object[] => [
  { type: 'TextBlock', text, wrap: true },
  { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }, text] },
  { type: 'FactSet', facts: [{ title: text, value: text }] },
  { type: 'Input.Text', id: text, label: text, placeholder: text, value: text },
  { type: 'Input.ChoiceSet', id: `c${text}`, style: 'expanded', choices: [{ title: text, value: text }] },
];

const submit = (title: string): object => ({
  type: 'Action.Submit',
  title,
  data: title,
  tooltip: title,
  id: title,
});
const openUrl = (url: string): object => ({ type: 'Action.OpenUrl', title: 'open', url });
const linkedRun = (url: string): object => ({ type: 'TextRun', text: 'open', selectAction: openUrl(url) });

const footnote = (name: string): object => ({
  text: `[1]\n\n[1]: cite:1 "${name.replaceAll('"', '\\"')}"`,
  textFormat: 'markdown',
  entities: [
    {
      type: CLAIM,
      '@type': 'Message',
      '@context': 'https://schema.org',
      '@id': '',
      citation: [
        {
          '@type': 'Claim',
          position: 1,
          appearance: { '@type': 'DigitalDocument', name, url: name, isBasedOn: name, text: name },
        },
      ],
    },
  ],
});
