import { z } from 'zod';
import { template, type Template } from '../../shared/contract/templates.ts';
import { readYaml } from '../../shared/exports/read-yaml.ts';

/** What is written; a file of a later version is refused. */
const VERSION = 1;

const FORMAT = 'purser-templates';

const filed = z.object({
  format: z.literal(FORMAT, `This is no file of templates: format should be ${FORMAT}.`),
  version: z.literal(
    VERSION,
    'This file was written by another Purser: only version 1 is read here. Update Purser to read a newer one.',
  ),
  templates: z.array(template.omit({ builtIn: true })).max(500),
});

/** The text of a file with these templates. */
export const templateFile = (templates: readonly Template[]): string => {
  const written = templates.map(({ builtIn: _builtIn, ...one }) => one);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, templates: written }, null, 2)}\n`;
};

/** Reads a file of templates. Throws AppError `file-invalid` with the place of what is wrong. */
export const readTemplateFile = (text: string, name: string): Template[] =>
  readYaml(text, filed, { what: 'a file of templates', name }).value.templates.map((one) => ({
    ...one,
    builtIn: false,
  }));
