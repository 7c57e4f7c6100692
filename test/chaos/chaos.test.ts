import { sized } from '../support/test-size.ts';
import { describeChaos } from './describe-chaos.ts';
import { BRIEF, SHORT } from './scales.ts';

// Counts are asserted; times are printed, because they depend on the machine. `npm run test:chaos` does it at length.
describeChaos(sized({ default: BRIEF, all: SHORT }));
