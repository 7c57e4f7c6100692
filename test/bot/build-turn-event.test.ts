import { expect } from 'chai';
import { buildTurnEvent } from '../../src/bot/build-turn-event.ts';
import { advance, NEW_CONSULTATION, type Reply } from '../../src/core/index.ts';
import { allPacks } from '../support/all-packs.ts';
import { CONVERSATIONS, replyTo } from '../support/replies.ts';

const eventOf = (...texts: readonly string[]) => buildTurnEvent([replyTo(...texts)], '1.2.3');

describe('the record of a turn', () => {
  it('has the rules that the answer cites, the editions and the version of Waymark', () => {
    const { rules } = replyTo('4.5').context.knowledge;
    const event = eventOf('BackOffice Server 2.5 to Windows Server 2003');
    expect(event).to.include({ kind: 'answer', verdict: 'supported-via', app: '1.2.3' });
    expect(event?.edition).to.match(/^undated, recorded/);
    expect(event?.facts).to.deep.equal({
      installed: 'backoffice-server-2.5',
      target: 'windows-server-2003',
    });
    const lines = (event?.rules ?? []).map((id) => rules.get(id)?.citations[0].lines[0]);
    expect(lines).to.include.members([18, 30, 31, 32]);
  });

  it('has ids of rules wherever something is cited', () => {
    for (const texts of CONVERSATIONS) {
      const reply = replyTo(...texts);
      const event = buildTurnEvent([reply], '');
      expect(event?.rules.every((id) => reply.context.knowledge.rules.has(id))).to.not.equal(false);
      if (reply.answer.citations.length > 0) expect(event?.rules).to.not.deep.equal([]);
    }
  });

  it('has no word that a user wrote', () => {
    const written = [
      'Canaryware 7 to Windows Server 2003',
      'my name is Canary Jones, upgrade BackOffice Canary 4.5 to Windows 2003',
      'BackOffice Server canary@example.org to Windows Server 2003',
      'does Canary still work after the upgrade?',
      'BackOffice Server 4.canary',
    ];
    for (const text of written) {
      const { replies } = advance(allPacks(), NEW_CONSULTATION, { kind: 'text', text });
      expect(JSON.stringify([buildTurnEvent(replies, '')])).to.not.match(/canary/i);
    }
  });

  it('takes a fact that is no id of the pack for another thing', () => {
    const reply = replyTo('BackOffice Server 2.5 to Windows Server 2003');
    const answer = {
      ...reply.answer,
      facts: { installed: 'Canary 1', target: ['windows-server-2003', 'Canary 2'] },
    };
    const changed: Reply = { ...reply, answer };
    expect(buildTurnEvent([changed], '')?.facts).to.deep.equal({
      installed: 'other',
      target: ['windows-server-2003', 'other'],
    });
  });

  it('has nothing of small talk', () => {
    expect(eventOf('thanks')).to.equal(undefined);
  });
});
