import { createWidget } from './create-widget.ts';
import { readTag } from './read-tag.ts';
import { pageRegistry } from './registry.ts';

const tag = readTag();
if (tag !== undefined) {
  for (const widget of pageRegistry().widgets) widget.check();
  // What was taken down just now may have taken the global with it.
  const registry = pageRegistry();
  if (![...registry.widgets].some(({ key }) => key === tag.key)) createWidget(tag, registry);
}
