import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { proposeName, readAddress } from '../../../renderer/src/features/instances/address.ts';

describe('readAddress', () => {
  it.each([
    ['harbor.example.com', 'https://harbor.example.com'],
    ['  https://harbor.example.com/  ', 'https://harbor.example.com'],
    ['https://Harbor.Example.com:8443/harbor/projects?x=1#y', 'https://harbor.example.com:8443'],
    ['https://a.example.com/account/sign-in?redirect_url=%2Fharbor', 'https://a.example.com'],
    ['https://a.example.com/api/v2.0/robots', 'https://a.example.com'],
    ['https://a.example.com/registry/harbor/projects', 'https://a.example.com/registry'],
    ['http://localhost:8152', 'http://localhost:8152'],
    ['127.0.0.1:8152', 'https://127.0.0.1:8152'],
    ['localhost:8152', 'https://localhost:8152'],
    ['[::1]:8443', 'https://[::1]:8443'],
  ])('reads %s', (typed, url) => {
    expect(readAddress(typed)).toMatchObject({ url, problem: null });
  });

  it.each([
    ['', /Enter the address/],
    ['   ', /Enter the address/],
    ['https://', /not an address/],
    ['not an address', /not an address/],
    ['ftp://harbor.example.com', /not by ftp/],
    ['https://admin:pw@harbor.example.com', /name and password out/],
  ])('refuses %s at the field', (typed, problem) => {
    const read = readAddress(typed);
    expect(read.url).toBe('');
    expect(read.problem).toMatch(problem);
  });

  it('leaves what it has read unchanged when it reads it again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (typed) => {
        const once = readAddress(typed);
        fc.pre(once.problem === null);
        expect(readAddress(once.url)).toEqual(once);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

describe('proposeName', () => {
  it.each([
    ['harbor.prod.example.com', 'prod'],
    ['registry.example.com', 'example'],
    ['eu.example.com', 'eu'],
    ['harbor', 'harbor'],
    ['localhost:8152', 'localhost:8152'],
    ['192.0.2.7:443', '192.0.2.7:443'],
    ['[::1]:8443', '[::1]:8443'],
    ['', ''],
  ])('calls %s %s', (host, name) => {
    expect(proposeName(host, [])).toBe(name);
  });

  it('numbers a name that is taken, whatever its case', () => {
    expect(proposeName('prod.example.com', ['Prod', 'prod 2'])).toBe('prod 3');
  });
});
