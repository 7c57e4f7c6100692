import { sized } from '../support/test-size.ts';
import { describeChaos } from './describe-chaos.ts';
import { BRIEF, SHORT } from './scales.ts';

// The tests assert counts. Times are only printed, because they depend on the machine. `npm run test:chaos` is the long
// version.
describeChaos(sized({ default: BRIEF, all: SHORT }));
