import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { template, type Template } from '../../shared/contract/templates.ts';

/** What is written; a file of a later version is refused. */
const VERSION = 1;

const FORMAT = 'purser-templates';

const head = z.object({ format: z.literal(FORMAT), version: z.int() });
const body = z.object({ templates: z.array(template.omit({ builtIn: true })).max(500) });

const invalid = (message: string): AppError => new AppError('file-invalid', message);

/** The text of a file with these templates. */
export const templateFile = (templates: readonly Template[]): string => {
  const written = templates.map(({ builtIn: _builtIn, ...one }) => one);
  return `${JSON.stringify({ format: FORMAT, version: VERSION, templates: written }, null, 2)}\n`;
};

/** Reads a file of templates. Throws AppError `file-invalid`, which says what is wrong. */
export function readTemplateFile(text: string): Template[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('This file holds no JSON, so it is no file of templates.');
  }
  const begin = head.safeParse(json);
  if (!begin.success) throw invalid('This is no file of templates that Purser wrote.');
  if (begin.data.version > VERSION) {
    throw invalid('This file was written by a newer Purser. Update Purser to read it.');
  }
  const parsed = body.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    throw invalid(`This file of templates is damaged${where === '' ? '' : ` at ${where}`}.`);
  }
  return parsed.data.templates.map((one) => ({ ...one, builtIn: false }));
}
