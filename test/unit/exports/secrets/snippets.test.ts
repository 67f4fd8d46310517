import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { secretFormat, secretText } from '../../../../shared/exports/secrets/index.ts';
import { aCredential, base64 } from './hostile.ts';

/** Formats without a secret: what they name is read back. */
const written = (
  id: string,
  part: Parameters<typeof aCredential>[0],
  options: Record<string, string> = {},
): string => {
  const format = secretFormat(id);
  if (format === null) throw new Error(`there is no ${id}`);
  return secretText(format, [aCredential(part)], options, base64);
};

test.each([
  ['harbor.example.com', 'https://harbor.example.com', 'https://harbor.example.com'],
  ['harbor.example.com:8443', 'https://elsewhere.example', 'https://harbor.example.com:8443'],
  ['[2001:db8::1]:5000', 'http://[2001:db8::1]', 'http://[2001:db8::1]:5000'],
])('hosts.toml says where %s is, and whom to trust there', (registry, url, server) => {
  const capabilities = ['pull', 'resolve'];
  expect(parseToml(written('containerd-hosts', { registry, url }))).toEqual({
    server,
    host: { [server]: { capabilities } },
  });
  for (const ca of ['/etc/ssl/ca.crt', `C:\\ca "1" '$x'.crt`, '/ü#']) {
    const text = written('containerd-hosts', { registry, url }, { caFile: ca });
    expect(parseToml(text)).toEqual({ server, host: { [server]: { capabilities, ca } } });
  }
});
