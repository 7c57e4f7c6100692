import { expect } from 'chai';
import { callerAddress } from '../../../src/server/http/caller-address.ts';

const PROXIES = ['10.0.0.0/8', '192.0.2.10', 'fd00::/8'];

/** A request whose connection comes from `peer`. */
const from = (peer: string, forwarded?: string) =>
  callerAddress(
    {
      headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
      socket: { remoteAddress: peer },
    },
    PROXIES,
  );

describe('the caller’s address', () => {
  it('is that of the connection where nothing was forwarded', () => {
    expect(from('203.0.113.7')).to.equal('203.0.113.7');
    expect(from('::ffff:203.0.113.7')).to.equal('203.0.113.7');
    expect(from('2001:db8::7')).to.equal('2001:db8::7');
  });

  it('is not believed of anybody but a trusted proxy', () => {
    expect(from('203.0.113.7', '198.51.100.1')).to.equal(undefined);
    expect(from('2001:db8::7', '198.51.100.1')).to.equal(undefined);
  });

  it('is what a trusted proxy says, over IPv4 and IPv6', () => {
    expect(from('10.0.0.5', '203.0.113.7')).to.equal('203.0.113.7');
    expect(from('::ffff:10.0.0.5', '203.0.113.7')).to.equal('203.0.113.7');
    expect(from('fd00::5', '2001:db8::7')).to.equal('2001:db8::7');
    expect(from('10.0.0.5', '::ffff:203.0.113.7')).to.equal('203.0.113.7');
  });

  it('is found behind a chain of trusted proxies', () => {
    expect(from('10.0.0.5', '203.0.113.7, 10.1.1.1, 192.0.2.10, fd00::9')).to.equal('203.0.113.7');
    expect(from('10.0.0.5', '2001:db8::7,10.1.1.1')).to.equal('2001:db8::7');
  });

  it('is not what the caller itself put in front', () => {
    expect(from('10.0.0.5', '127.0.0.1, 203.0.113.7')).to.equal('203.0.113.7');
    expect(from('10.0.0.5', '10.9.9.9, 203.0.113.7, 10.1.1.1')).to.equal('203.0.113.7');
    expect(from('10.0.0.5', '::1, 198.51.100.1, 203.0.113.7')).to.equal('203.0.113.7');
  });

  it('is without the port that some proxies write behind it', () => {
    expect(from('10.0.0.5', '203.0.113.7:51024')).to.equal('203.0.113.7');
    expect(from('10.0.0.5', '[2001:db8::7]:51024')).to.equal('2001:db8::7');
    expect(from('10.0.0.5', '[2001:db8::7]')).to.equal('2001:db8::7');
    expect(from('10.0.0.5', '203.0.113.7:51024, 10.1.1.1:80')).to.equal('203.0.113.7');
  });

  it('is not known where the proxy names none', () => {
    for (const said of ['', 'unknown', '_hidden', '203.0.113.7, unknown', '999.1.1.1', '10.1.1.1', '::1::']) {
      expect(from('10.0.0.5', said), said).to.equal(undefined);
    }
  });
});
