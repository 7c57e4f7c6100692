import { describeChaos } from './describe-chaos.ts';
import { SHORT } from './scales.ts';

// Counts are asserted; times are printed, because they depend on the machine. `npm run test:chaos` does it at length.
describeChaos(SHORT);
