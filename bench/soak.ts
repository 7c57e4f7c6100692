import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { soak } from './soak/soak.ts';

/** `npm run soak -- [--hours 8] [--rate 20] [--minutes 5]`: turns a second, and minutes a row of the table. */
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '8' },
    rate: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '5' },
  },
});
const [hours, rate, minutes] = [Number(values.hours), Number(values.rate), Number(values.minutes)];
if (!(hours > 0 && rate > 0 && minutes > 0)) {
  process.stderr.write('npm run soak -- [--hours HOURS] [--rate TURNS_A_SECOND] [--minutes MINUTES_A_ROW]\n');
  process.exitCode = 2;
} else {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '--build', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
  process.exitCode = await soak({ milliseconds: hours * 3_600_000, rate, row: minutes * 60_000 });
}
