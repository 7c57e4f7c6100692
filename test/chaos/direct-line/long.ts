import { describeStreams } from './describe-streams.ts';
import { LONG_STREAMS } from './scales.ts';

// Run by `npm run test:chaos`; the figures stand in docs/durability.md.
describeStreams(LONG_STREAMS);
