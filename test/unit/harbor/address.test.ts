import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/harbor/address.ts';
import { AppError } from '../../../shared/contract/errors.ts';

const originOf = (typed: string): string => {
  const { origin, basePath } = parseAddress(typed, false);
  return origin + basePath;
};

const refusal = (typed: string, allowHttp = false): AppError => {
  try {
    parseAddress(typed, allowHttp);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error(`${typed} was accepted`);
};

describe('parseAddress', () => {
  it.each([
    ['harbor.example.com', 'https://harbor.example.com'],
    ['  https://harbor.example.com/  ', 'https://harbor.example.com'],
    ['harbor.example.com:8443/harbor/projects/3', 'https://harbor.example.com:8443'],
    ['https://harbor.example.com:443/api/v2.0/projects?page=2', 'https://harbor.example.com'],
    ['https://harbor.example.com/account/sign-in?x=1#top', 'https://harbor.example.com'],
    ['https://example.com/registry/', 'https://example.com/registry'],
    ['localhost:8443', 'https://localhost:8443'],
    ['https://[::1]:8443', 'https://[::1]:8443'],
    ['https://Häfen.example', 'https://xn--hfen-loa.example'],
  ])('reads %s', (typed, expected) => {
    expect(originOf(typed)).toBe(expected);
  });

  it('takes host and port apart', () => {
    expect(parseAddress('https://[fd00::1]', false)).toMatchObject({
      hostname: 'fd00::1',
      port: 443,
      host: '[fd00::1]',
      secure: true,
    });
    expect(parseAddress('http://harbor.example.com:8080', true)).toMatchObject({
      hostname: 'harbor.example.com',
      port: 8080,
      host: 'harbor.example.com:8080',
      secure: false,
    });
  });

  it.each(['', '   ', 'https://', 'not an address', 'ftp://harbor.example.com', 'https://h:99999'])(
    'refuses %j',
    (typed) => {
      expect(refusal(typed).code).toBe('address-invalid');
    },
  );

  it('refuses credentials, and does not repeat them', () => {
    const error = refusal('https://admin:hunter2@harbor.example.com');
    expect(error.code).toBe('address-invalid');
    expect(JSON.stringify(error.toShape())).not.toContain('hunter2');
  });

  it('takes plain http only where it was asked for', () => {
    expect(refusal('http://harbor.example.com').message).toContain('allow http');
    expect(parseAddress('http://harbor.example.com', true).port).toBe(80);
  });
});
