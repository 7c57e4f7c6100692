import { useEffect, useRef } from 'preact/hooks';

/** The actions of the keys that work wherever the focus is. */
export interface GlobalKeys {
  readonly focus: () => void;
  readonly escape: () => void;
}

/** `/` calls `focus`, unless the agent is typing in a field; Esc calls `escape`. */
export function useGlobalKeys(keys: GlobalKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') latest.current.escape();
      else if (event.key === '/' && !isField(event.target)) {
        event.preventDefault();
        latest.current.focus();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  );
}
