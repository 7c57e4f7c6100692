import { createWidget } from './create-widget.ts';
import { readTag } from './read-tag.ts';
import { pageRegistry } from './registry.ts';

const tag = readTag();
if (tag !== undefined) {
  for (const widget of pageRegistry().widgets) widget.check();
  // Asked again, because removing the last widget also removes the global.
  const registry = pageRegistry();
  if (![...registry.widgets].some(({ key }) => key === tag.key)) createWidget(tag, registry);
}
