import { expect, test } from 'vitest';
import { instancesAt } from '../../../electron/instances/instances-at.ts';

const HERE = [
  { id: 'prod', url: 'https://harbor.example.com' },
  { id: 'copy', url: 'https://copy.example.com:443/' },
  { id: 'plain', url: 'http://plain.example.com' },
  { id: 'inner', url: 'http://harbor.internal:8080' },
];
const REGISTRIES = new Map([
  ['copy', 'harbor.example.com'],
  ['inner', 'Images.example.com'],
]);

test.each<[string, string[]]>([
  ['harbor.example.com', ['prod']],
  ['harbor.example.com:443', ['prod']],
  ['harbor.example.com:80', []],
  ['copy.example.com', ['copy']],
  ['plain.example.com:80', ['plain']],
  ['plain.example.com:443', []],
  ['images.example.com', ['inner']],
  ['images.example.com:443', ['inner']],
  ['images.example.com:8443', []],
])('%s is %j', (host, ids) => {
  expect(instancesAt(host, HERE, REGISTRIES).map(({ id }) => id)).toEqual(ids);
});
