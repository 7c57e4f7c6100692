/** The parts of Web Chat's bundle that the page uses. Web Chat's own types would need those of React. */
interface WebChatAction {
  readonly type: string;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly payload?: Readonly<Record<string, unknown>>;
}

interface WebChatStore {
  dispatch(action: WebChatAction): void;
}

type WebChatMiddleware = () => (
  next: (action: WebChatAction) => unknown,
) => (action: WebChatAction) => unknown;

interface Window {
  readonly WebChat?: {
    createStore(state: object, ...middleware: readonly WebChatMiddleware[]): WebChatStore;
    renderWebChat(options: Readonly<Record<string, unknown>>, element: Element): void;
  };
}
