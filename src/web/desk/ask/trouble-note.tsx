import { useState } from 'preact/hooks';
import type { Trouble } from '../api/request.ts';
import { say } from '../words/say.ts';

interface Props {
  readonly trouble: Trouble;
  /** Whether any facts are picked: they may be the reason why the server refused the question. */
  readonly picked: boolean;
  readonly onKey: (key: string) => void;
  readonly onAgain: () => void;
  readonly onUnpick: () => void;
}

/** Says why there is no answer, with a button for what the agent can do about it. */
export function TroubleNote({ trouble, picked, onKey, onAgain, onUnpick }: Props) {
  if (trouble.kind === 'key') return <KeyForm again={trouble.sent} onKey={onKey} />;
  return (
    <div class="trouble" role="alert">
      <p>{sayTrouble(trouble)}</p>
      {trouble.kind === 'refused' && picked && (
        <button type="button" class="choice" onClick={onUnpick}>
          {say('desk.trouble.unpick')}
        </button>
      )}
      {(trouble.kind === 'failed' || trouble.kind === 'unreachable') && (
        <button type="button" class="choice" onClick={onAgain}>
          {say('desk.trouble.again')}
        </button>
      )}
    </div>
  );
}

function sayTrouble(trouble: Exclude<Trouble, { kind: 'key' }>): string {
  switch (trouble.kind) {
    case 'forbidden':
      return say('desk.trouble.forbidden');
    case 'busy':
      return say('desk.trouble.busy', { seconds: trouble.seconds });
    case 'refused':
      return say('desk.trouble.refused', { detail: trouble.detail });
    case 'unreachable':
      return say('desk.trouble.unreachable');
    case 'failed':
    case 'missing':
      return say('desk.trouble.failed');
    case 'dropped':
      return '';
  }
}

function KeyForm({ again, onKey }: { again: boolean; onKey: (key: string) => void }) {
  const [key, setKey] = useState('');
  return (
    <form
      class="trouble"
      onSubmit={(event) => {
        event.preventDefault();
        if (key.trim() !== '') onKey(key.trim());
      }}
    >
      <p role="alert">{again ? say('desk.key.again') : say('desk.key.why')}</p>
      <label for="api-key">{say('desk.key.label')}</label>
      <div class="key-row">
        <input
          id="api-key"
          type="password"
          autocomplete="off"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <button type="submit" class="choice">
          {say('desk.key.use')}
        </button>
      </div>
    </form>
  );
}
