import { sized } from '../../support/test-size.ts';
import { describeStreams } from './describe-streams.ts';
import { BRIEF_STREAMS, SHORT_STREAMS } from './scales.ts';

// Counts are asserted; times are printed, because they depend on the machine. `npm run test:chaos` does it at length.
describeStreams(sized({ default: BRIEF_STREAMS, all: SHORT_STREAMS }));
