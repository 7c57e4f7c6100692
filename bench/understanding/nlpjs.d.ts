// The package has no types; these are the parts that the comparison uses.
declare module '@nlpjs/basic' {
  /** Holds the plug-ins that a classifier is made of. */
  interface Container {
    use(plugin: object): void;
  }
  interface Settings {
    readonly container: Container;
    readonly languages: readonly string[];
    readonly autoSave: boolean;
    readonly autoLoad: boolean;
    readonly threshold: number;
    readonly calculateSentiment: boolean;
    readonly nlu: { readonly log: boolean; readonly useNoneFeature: boolean };
  }
  export class Nlp {
    constructor(settings: Settings);
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<unknown>;
    process(
      language: string,
      text: string,
    ): Promise<{
      /** The best first. */
      readonly classifications: readonly { readonly intent: string; readonly score: number }[];
    }>;
  }
  export const LangEn: object;
  export function containerBootstrap(): Promise<Container>;
}
