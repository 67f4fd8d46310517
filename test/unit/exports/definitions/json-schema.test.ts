import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { definitionSchema } from '../../../../shared/exports/definitions/json-schema.ts';

it('is published as it is', () => {
  const file = new URL('../../../../resources/purser-robots.schema.json', import.meta.url);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(definitionSchema());
});
