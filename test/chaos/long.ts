import { describeChaos } from './describe-chaos.ts';
import { LONG } from './scales.ts';

// Run by `npm run test:chaos`; the figures stand in docs/durability.md.
describeChaos(LONG);
