import { describeStreams } from './describe-streams.ts';
import { SHORT_STREAMS } from './scales.ts';

// Counts are asserted; times are printed, because they depend on the machine. `npm run test:chaos` does it at length.
describeStreams(SHORT_STREAMS);
