// A link to a single line is shown by the style sheet alone; one to several lines (#L18-L20) needs a script.
const RANGE = /^#L(\d{1,7})-L?(\d{1,7})$/;

/** Marks the lines that the address names, and brings the first of them into view. */
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
