import type { VerdictSign } from './verdict.ts';

const SHAPES: Readonly<Record<VerdictSign, string>> = {
  yes: 'M5 12.5l4.5 4.5L19 7.5',
  issues: 'M12 5v9m0 4v.5',
  via: 'M4 12h14m-6-6l6 6-6 6',
  no: 'M6.5 6.5l11 11m0-11l-11 11',
  depends: 'M12 20V12m0 0L6 5m6 7l6-7',
  silent: 'M6 12h.5m5.25 0h.5m5.25 0h.5',
  info: 'M12 11v7m0-12v.5',
  question: 'M8.5 8.5a3.5 3.5 0 1 1 5 3.2c-1 .5-1.5 1.2-1.5 2.3m0 4v.5',
};

/** The sign of a verdict. Screen readers skip it, because the words beside it say the same. */
export function SignMark({ sign }: { sign: VerdictSign }) {
  return (
    <svg class={`sign sign-${sign}`} viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">
      <circle cx="12" cy="12" r="12" />
      <path d={SHAPES[sign]} />
    </svg>
  );
}
