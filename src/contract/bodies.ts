import type { z } from 'zod';
import type { DeepReadonly } from './deep-readonly.ts';
import type { askSchema } from './ask-schema.ts';
import type { chatSessionSchema, packNamesSchema, sourceSchema } from './response-schemas.ts';

/** The body of `POST /api/ask`. */
export type AskBody = DeepReadonly<z.output<typeof askSchema>>;

/** A pack with the names for everything that answers speak of by id: one item of `GET /api/packs`. */
export type PackNames = DeepReadonly<z.output<typeof packNamesSchema>>;
export type ProductName = PackNames['products'][number];
export type FactName = PackNames['facts'][number];
export type SourceName = PackNames['sources'][number];

/** A vendor's text with the lines that rules cite: `GET /api/sources/<pack>/<file>`. */
export type SourceText = DeepReadonly<z.output<typeof sourceSchema>>;

/** Where the chat page talks, and as whom: the answer to `POST /chat/session`. */
export type ChatSession = DeepReadonly<z.output<typeof chatSessionSchema>>;
