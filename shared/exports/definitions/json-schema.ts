import { z } from 'zod';
import { definitionFile } from './definition-file.ts';

/**
 * The shape of definition files as JSON Schema (2020-12), for editors that complete and check.
 * It is published as resources/purser-robots.schema.json.
 */
export const definitionSchema = (): object => ({
  ...z.toJSONSchema(definitionFile, { io: 'input', unrepresentable: 'any' }),
  title: 'Robots of Harbor, as Purser defines them',
});
