import { expect } from 'chai';
import { createMetrics, watchClock } from '../../../src/server/index.ts';
import { logTo } from '../../support/running-bot.ts';

describe('a doubted clock', () => {
  it('is logged as an error and raises a figure until it is believed', async () => {
    const lines: string[] = [];
    const metrics = createMetrics();
    const checked = watchClock(metrics, logTo(lines));
    const figure = async () =>
      (await metrics.registry.metrics()).split('\n').find((line) => line.startsWith('waymark_clock_doubted'));
    checked({ kind: 'doubted', aheadBy: 1 });
    expect(lines).to.have.length(1);
    expect(lines[0]).to.contain('nothing is deleted');
    expect(await figure()).to.equal('waymark_clock_doubted 1');
    checked({ kind: 'believed' });
    expect(await figure()).to.equal('waymark_clock_doubted 0');
    expect(lines).to.have.length(1);
  });
});
