// The style sheet alone can mark a single line that a link leads to. Several lines (#L18-L20) need a script.
const RANGE = /^#L(\d{1,7})-L?(\d{1,7})$/;

/** Marks the lines in the page's address, and scrolls to the first of them. */
function markRange(): void {
  for (const line of document.querySelectorAll('.line.marked')) line.classList.remove('marked');
  const [, first, last] = (RANGE.exec(location.hash) ?? []).map(Number);
  if (first === undefined || last === undefined) return;
  const lines = [...document.querySelectorAll('.line')].slice(Math.max(0, first - 1), last);
  for (const line of lines) line.classList.add('marked');
  lines[0]?.scrollIntoView();
}

addEventListener('hashchange', markRange);
markRange();

export {};
