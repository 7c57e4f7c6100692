import { expect } from 'chai';
import { readActivitySet } from '../../../../../src/web/chat/connection/activity.ts';

describe('a frame of the stream', () => {
  it('has activities, and the watermark behind them', () => {
    expect(readActivitySet('{"activities":[{"type":"message","text":"t"}],"watermark":"3"}')).to.deep.equal({
      activities: [{ type: 'message', text: 't' }],
      watermark: '3',
    });
    expect(readActivitySet('{"activities":[]}')).to.deep.equal({ activities: [], watermark: undefined });
  });

  for (const frame of ['', '{}', 'null', '[]', '1', undefined, new Uint8Array(2)])
    it(`is none: ${String(frame)}`, () => expect(readActivitySet(frame)).to.equal(undefined));

  for (const list of ['[1]', '{"a":1}', '[{"text":"without a type"}]', 'null', '"text"'])
    it(`has no activities where they are none: ${list}`, () =>
      expect(readActivitySet(`{"activities":${list},"watermark":"9"}`)).to.deep.equal({
        activities: [],
        watermark: '9',
      }));
});
