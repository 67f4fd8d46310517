import { readDefinitions } from '../../shared/exports/definitions/read.ts';
import { readCredentials } from '../secret-checks/read-credentials.ts';
import { readPlanFile } from '../robots/plan/plan-file.ts';
import { readTemplateFile } from '../templates/template-file.ts';

/** How files that may come from anybody are read: text, and name or path. Each throws AppError `file-invalid`. */
export const FILE_READERS = {
  credentials: readCredentials,
  definitions: readDefinitions,
  plan: readPlanFile,
  templates: readTemplateFile,
} as const;

export type FileKind = keyof typeof FILE_READERS;

/** What such a file holds. */
export type FileOf<Kind extends FileKind> = ReturnType<(typeof FILE_READERS)[Kind]>;
