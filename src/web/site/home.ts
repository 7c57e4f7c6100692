import type { WaymarkGlobal } from '../embed/registry.ts';

// The page's own buttons open the widget and ask a question. Any site can do this.
for (const button of document.querySelectorAll<HTMLElement>('[data-ask]')) {
  button.addEventListener('click', () => withWidget((widget) => widget.ask(button.dataset['ask'] ?? '')));
}

/** Calls `use` with the widget, now or as soon as its script has run. */
function withWidget(use: (widget: WaymarkGlobal) => void): void {
  const tag = document.querySelector('script[src="/embed.js"]');
  if (window.Waymark !== undefined) use(window.Waymark);
  else tag?.addEventListener('load', () => window.Waymark && use(window.Waymark), { once: true });
}
