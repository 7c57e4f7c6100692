// The schemas of the contract, for those who check or describe bodies. Pages never import them.
export { answerPartSchema, answerSchema } from './answer-schema.ts';
export { askSchema, batchSchema } from './ask-schema.ts';
export {
  batchAnswersSchema,
  batchErrorSchema,
  chatSessionSchema,
  packNamesSchema,
  packsSchema,
  problemSchema,
  readySchema,
  sourceSchema,
} from './response-schemas.ts';
