import { expect } from 'chai';
import type { Answer } from '../../../src/contract/index.ts';
import { ask, type Advisor, type AskRequest } from '../../../src/core/index.ts';
import { allPacks } from '../../support/all-packs.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

const BACKOFFICE = 'backoffice-to-windows-server-2003';
const MILLRACE = 'millrace-build-server';
const TO_2003 = 'BackOffice Server 4.0 to Windows Server 2003';

type Known = Omit<AskRequest, 'turns'>;

function answer(advisor: Advisor, text: string, known: Known = {}): Answer {
  const asked = ask(advisor, { turns: [text], ...known });
  if (asked.kind === 'refused') throw new Error(asked.problems.join('; '));
  return asked.answer;
}

function problems(advisor: Advisor, known: Known): string {
  const asked = ask(advisor, { turns: ['x'], ...known });
  return asked.kind === 'refused' ? asked.problems.join('; ') : '';
}

describe('ask with settled facts', () => {
  const real = (text: string, known?: Known) => answer(realAdvisor(), text, known);

  it('answers what the text asks with the fact as it was settled', () => {
    const facts = { installed: 'backoffice-server-2.5' };
    const settled = ['installed'];
    expect(real(TO_2003, { facts, settled })).to.deep.equal(
      real('BackOffice Server 2.5 to Windows Server 2003'),
    );
    const fax = real('does fax still work on BackOffice Server 4.0?', { facts, settled });
    expect(fax).to.deep.equal(real('does fax still work on BackOffice Server 2.5?'));
  });

  it('does not know a settled fact that was not sent, whatever the text tells', () => {
    const { facts, question, verdict } = real('SBS 4.5 to 2003', { settled: ['installed'] });
    expect(facts).to.not.have.property('installed');
    expect([verdict, question?.fact]).to.deep.equal(['clarify', 'installed']);
  });

  it('settles a history that the text tells', () => {
    const text = 'BackOffice Server 4.5, originally Small Business Server 4.0';
    expect(real(text).facts).to.have.property('formerly', 'small-business-server-4.0');
    const denied = real(text, { facts: { formerly: 'no' }, settled: ['formerly'] });
    expect(denied.text).to.not.contain('Fax');
    expect(real(text, { settled: ['formerly'] }).question?.fact).to.equal('formerly');
  });

  it('still hears the text on everything else', () => {
    const facts = { formerly: 'no', installed: 'backoffice-server-2.5' };
    const { facts: heard } = real('BackOffice Server 4.5', { facts, settled: ['formerly'] });
    expect(heard).to.include({ installed: 'backoffice-server-4.5', formerly: 'no' });
  });

  it('keeps the note on a service pack only for what is still meant', () => {
    const text = 'BackOffice Server 4.0 SP1 to Windows Server 2003';
    const note = 'service pack';
    expect(real(text).text).to.contain(note);
    expect(real(text, { settled: ['formerly'] }).text).to.contain(note);
    const facts = { installed: 'backoffice-server-4.5' };
    expect(real(text, { facts, settled: ['installed'] }).text).to.not.contain(note);
  });

  it('answers questions in passing on the product that was settled', () => {
    const facts = { installed: 'backoffice-server-4.5' };
    const settled = ['installed'];
    const text = 'where do I find more about Small Business Server 4.5?';
    expect(real(text, { facts, settled }).facts).to.include(facts);
  });

  it('changes nothing where the text does not speak of the fact', () => {
    const facts = { installed: 'backoffice-server-4.5' };
    const more = { facts, settled: ['installed', 'formerly', 'installed'] };
    expect(real('what breaks?', more)).to.deep.equal(real('what breaks?', { facts }));
    expect(real('thanks', more)).to.deep.equal(real('thanks', { facts }));
  });

  it('refuses a fact that is none, and says which there are', () => {
    expect(problems(realAdvisor(), { settled: ['colour'], facts: { formerly: 'perhaps' } })).to.match(
      /"perhaps" is not a value.*settled: "colour" is not a fact of .*; its facts are installed, target, formerly/,
    );
  });
});

describe('ask with several packs', () => {
  const advisor = allPacks();
  const packs = advisor.packs.map(({ knowledge }) => knowledge);
  const product = (pack: string) => {
    const [first] = [...(packs.find(({ id }) => id === pack)?.products.keys() ?? [])];
    return first ?? '';
  };

  it('takes facts as those of the one pack that has them, wherever it stands', () => {
    for (const { id } of packs) {
      const facts = { installed: product(id) };
      const { pack, facts: known } = answer(advisor, 'can I upgrade?', { facts });
      expect([pack, known['installed']]).to.deep.equal([id, facts.installed]);
    }
  });

  it('lets the text say which pack is meant where several have the facts', () => {
    const facts = { installed: 'unknown' };
    expect(answer(advisor, 'does the Intranet Starter Site still work?', { facts }).pack).to.equal(
      BACKOFFICE,
    );
    const open = answer(advisor, '4.5', { facts: { target: 'unknown' } });
    expect([open.pack, open.question?.fact]).to.deep.equal([null, 'pack']);
    const settled = ['installed'];
    expect(answer(advisor, TO_2003, { settled }).facts).to.not.have.property('installed');
  });

  it('lets a text that speaks of another vendor override the facts, and what was settled of them', () => {
    const facts = { installed: product(MILLRACE) };
    const heard = answer(advisor, TO_2003, { facts, settled: ['installed'] });
    expect([heard.pack, heard.facts['installed']]).to.deep.equal([BACKOFFICE, 'backoffice-server-4.0']);
  });

  it('answers from the pack that is named and no other', () => {
    expect(answer(advisor, TO_2003).pack).to.equal(BACKOFFICE);
    const named = answer(advisor, TO_2003, { pack: MILLRACE });
    expect(named.pack).to.equal(MILLRACE);
    expect(named.path).to.deep.equal([]);
  });

  it('says for each pack that comes near what is wrong with the facts', () => {
    expect(problems(advisor, { facts: { colour: 'red' } })).to.match(
      new RegExp(`in the pack ${BACKOFFICE}: "colour" is not a fact.*in the pack ${MILLRACE}: "colour"`),
    );
    const mixed = { installed: product(MILLRACE), formerly: 'perhaps' };
    expect(problems(advisor, { facts: mixed })).to.contain(`in the pack ${MILLRACE}: `);
    expect(problems(advisor, { facts: mixed, pack: BACKOFFICE })).to.not.contain('in the pack');
  });
});
