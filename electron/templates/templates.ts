import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { Template } from '../../shared/contract/templates.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { BUILT_IN_TEMPLATES } from '../../shared/permissions/templates.ts';
import { ofFile } from '../files/of-file.ts';
import { readApart } from '../files/read-apart.ts';
import { readTextFile } from '../files/read-file.ts';
import { writePrivately } from '../files/atomic-file.ts';
import { templateFile } from './template-file.ts';

/** Bytes that a file of templates may have; real ones have a few thousand. */
const LARGEST = 5_000_000;

/** Templates: those that come with Purser, and own ones. */
export interface Templates {
  list(): Promise<Template[]>;
  /** Throws `invalid-input` for one that comes with Purser. */
  save(template: Omit<Template, 'builtIn'>): Promise<Template[]>;
  remove(id: string): Promise<Template[]>;
  /** Throws `unknown-item` and `file-failed`. */
  exportTo(path: string, ids: readonly string[]): Promise<void>;
  /** Adds what is not there yet. Throws `file-failed` and `file-invalid`. */
  importFrom(path: string): Promise<{ templates: Template[]; added: number }>;
}

const isBuiltIn = (id: string): boolean => BUILT_IN_TEMPLATES.some((one) => one.id === id);

const notOurs = (): AppError =>
  new AppError(
    'invalid-input',
    'The templates that come with Purser cannot be changed or removed. Save it under another name.',
  );

/** What makes two templates the same, whatever their ids are. */
const essence = ({ id: _id, builtIn: _builtIn, ...rest }: Template): string => JSON.stringify(rest);

export function createTemplates(
  inventory: Pick<Inventory, 'templates' | 'saveTemplates' | 'removeTemplate'>,
): Templates {
  const list = async (): Promise<Template[]> => [
    ...BUILT_IN_TEMPLATES,
    ...(await inventory.templates()),
  ];

  return {
    list,
    async save(template) {
      if (isBuiltIn(template.id)) throw notOurs();
      await inventory.saveTemplates([{ ...template, builtIn: false }]);
      return list();
    },
    async remove(id) {
      if (isBuiltIn(id)) throw notOurs();
      await inventory.removeTemplate(id);
      return list();
    },
    async exportTo(path, ids) {
      const wanted = (await list()).filter(({ id }) => ids.includes(id));
      if (wanted.length === 0) {
        throw new AppError('unknown-item', 'These templates are not there any more.');
      }
      await writePrivately(path, templateFile(wanted));
    },
    async importFrom(path) {
      const text = await readTextFile(path, LARGEST);
      const known = new Set((await list()).map(essence));
      const fresh = (await ofFile(path, () => readApart('templates', text, path))).filter((one) => {
        const isNew = !known.has(essence(one));
        known.add(essence(one));
        return isNew;
      });
      // Ids of another computer say nothing here.
      await inventory.saveTemplates(fresh.map((one) => ({ ...one, id: randomUUID() })));
      return { templates: await list(), added: fresh.length };
    },
  };
}
