import type { PlannedExport } from '../../../shared/contract/secret-exports.ts';
import { secretFormat } from '../../../shared/exports/secrets/index.ts';
import type { ExportAhead } from '../../secret-exports/exports-ahead.ts';

/** What the window is shown of a planned export. */
export const exportView = (ahead: ExportAhead): PlannedExport => {
  const { path, recipe, state, changes, beware, failure } = ahead;
  const format = secretFormat(recipe.format)?.title ?? recipe.format;
  const isEncrypted = recipe.encryption !== 'none';
  return { path, format, isEncrypted, state, changes: [...changes], beware: [...beware], failure };
};
