import { expect, test } from 'vitest';
import { registryOf } from '../../../electron/harbor/registry.ts';

test.each([
  ['harbor.example.com', 'https://api.example.com', 'harbor.example.com'],
  ['harbor.example.com:8443', '', 'harbor.example.com:8443'],
  ['https://harbor.example.com:443/x', '', 'harbor.example.com:443'],
  ['', 'https://harbor.example.com', 'harbor.example.com'],
  ['', 'http://10.0.0.1:8080/harbor', '10.0.0.1:8080'],
  ['[2001:db8::1]:5000', '', '[2001:db8::1]:5000'],
  ['', '', ''],
])('%s and %s name the registry %s', (registry, external, expected) => {
  expect(registryOf({ registry_url: registry, external_url: external })).toBe(expected);
});
