import type { PlannedExport } from '../../../shared/contract/secret-exports.ts';
import { markdownCell as cell } from '../../../shared/exports/markdown-cell.ts';
import { secretFormat } from '../../../shared/exports/secrets/index.ts';
import type { ExportAhead } from '../../secret-exports/exports-ahead.ts';

const formatTitle = ({ recipe }: ExportAhead): string =>
  secretFormat(recipe.format)?.title ?? recipe.format;

/** What the window is shown of a planned export. */
export const exportView = (ahead: ExportAhead): PlannedExport => {
  const { path, recipe, state, changes, beware, failure } = ahead;
  const format = formatTitle(ahead);
  const isEncrypted = recipe.encryption !== 'none';
  return { path, format, isEncrypted, state, changes: [...changes], beware: [...beware], failure };
};

/** For whom it is encrypted, as the end of a sentence. */
const forWhom = ({ recipe }: ExportAhead): string =>
  recipe.encryption === 'none' ? 'not encrypted' : `encrypted for ${recipe.recipients.join(', ')}`;

/**
 * Where the secrets of a plan go or went, one sentence of Markdown. It holds no secret.
 * @param isOver nothing is written any more
 */
export function exportMarkdown(ahead: ExportAhead, isOver: boolean): string {
  const { path, failure } = ahead;
  const what = cell(`as ${formatTitle(ahead)} to ${path}, ${forWhom(ahead)}.`);
  if (failure === '') return `Its secrets were exported ${what}`;
  if (!isOver) return `Its secrets are to be exported ${what}`;
  return `Its secrets were not exported ${what} ${cell(failure ?? 'The plan was closed before.')}`;
}
