import { expect } from 'chai';
import { submitButtons, type Button } from '../support/bot-talk.ts';
import { runBot, type RunningBot, type Said } from '../support/running-bot.ts';

describe('Buttons of an earlier card', () => {
  let bot: RunningBot;
  let serial = 0;
  before(async () => {
    bot = await runBot();
  });
  after(() => bot.close());

  it('change the answer that was given to their question, and say so', async () => {
    const talk = converse();
    const first = await talk.type('BackOffice Server 4.0 to Windows Server 2003');
    await talk.press(first, 'Yes');
    const changed = await talk.press(first, 'No');
    expect(changed.text).to.match(/^Changed\./);
    expect(changed.text).to.not.contain('Uninstall');
  });

  it('change nothing when they say what is known already', async () => {
    const talk = converse();
    const first = await talk.type('BackOffice Server 4.0 to Windows Server 2003');
    await talk.press(first, 'Yes');
    const again = await talk.press(first, 'Yes');
    expect(again.text).to.contain('Nothing has changed.');
    expect((await talk.type('plain text')).text).to.contain('Uninstall BackOffice Server 4.0.');
  });

  it('change the version long after it was answered', async () => {
    const talk = converse();
    const versions = await talk.type('BackOffice Server to Windows Server 2003');
    const setup = await talk.press(versions, '4.0');
    await talk.press(setup, 'No');
    const changed = await talk.press(versions, '4.5');
    expect(changed.text).to.contain('BackOffice Server 4.5 to Windows Server 2003: supported, with issues.');
    expect(titles(changed)).to.include.members(['Yes', 'No', "I don't know"]);
  });

  it('are refused kindly after a start over, and the question of now stays open', async () => {
    const talk = converse();
    const old = await talk.type('BackOffice Server 4.0 to Windows Server 2003');
    await talk.type('start over');
    const refused = await talk.press(old, 'Yes');
    expect(refused.text).to.contain('Nothing has changed.');
    expect(titles(refused)).to.include.members(['BackOffice Server', 'Another product']);
  });

  it('are refused kindly where their answer was taken back', async () => {
    const talk = converse();
    await talk.type('BackOffice Server to Windows Server 2003');
    const setup = await talk.type('4.0');
    await talk.type('back');
    const refused = await talk.press(setup, 'Yes');
    expect(refused.text).to.contain('Nothing has changed.');
    expect(titles(refused)).to.include.members(['2.5', '4.0', '4.5']);
  });

  it('are refused kindly in a conversation that never had them', async () => {
    const old = await converse().type('BackOffice Server 4.0 to Windows Server 2003');
    const refused = await converse().press(old, 'Yes');
    expect(refused.text).to.contain('Nothing has changed.');
  });

  it('that drive the conversation never go stale', async () => {
    const talk = converse();
    const first = await talk.type('BackOffice Server 2.5 to Windows Server 2003');
    await talk.type('Small Business Server 4.5');
    expect((await talk.press(first, 'Show the lines')).text).to.contain(
      'A direct upgrade of Small Business Server 4.0',
    );
    expect((await talk.press(first, 'Plain text')).text).to.match(/^Small Business Server 4\.5/);
    expect(titles(await talk.press(first, 'Change'))).to.include('Installed: Small Business Server 4.5');
  });

  it('that were tampered with change nothing', async () => {
    const id = `buttons-${String((serial += 1))}`;
    await post(id, { text: 'BackOffice Server 4.0 to Windows Server 2003' });
    for (const press of [
      { question: 1, fact: 'setup', choice: 'maybe' },
      { question: 1, fact: 'installed', choice: 'backoffice-server-4.5' },
      { question: 99, fact: 'setup', choice: 'yes' },
      { question: 1, fact: '__proto__', choice: 'yes' },
      { move: 'delete-everything' },
      'yes',
    ]) {
      const said = await post(id, { text: undefined, value: { waymark: press } });
      expect(said.text, JSON.stringify(press)).to.contain('Nothing has changed.');
      expect(titles(said)).to.include.members(['Yes', 'No', "I don't know"]);
    }
  });

  function converse() {
    const id = `buttons-${String((serial += 1))}`;
    return {
      type: (text: string) => post(id, { text }),
      press: (card: Said, title: string) => post(id, { text: undefined, value: button(card, title).data }),
    };
  }

  async function post(id: string, fields: Readonly<Record<string, unknown>>): Promise<Said> {
    const { status, activities } = await bot.post({ ...fields, conversation: { id } });
    const [said] = activities;
    if (status !== 200 || said === undefined) throw new Error(`answered with ${String(status)}`);
    return said;
  }
});

function button(card: Said, title: string): Button {
  const found = buttonsOf(card).find((each) => each.title === title);
  if (found === undefined) throw new Error(`no button "${title}"`);
  return found;
}

function titles(card: Said): readonly string[] {
  return buttonsOf(card).map(({ title }) => title);
}

function buttonsOf({ attachments = [] }: Said): readonly Button[] {
  return attachments.flatMap(({ content }) => submitButtons(content));
}
