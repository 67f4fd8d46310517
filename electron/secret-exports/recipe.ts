import type { Encryption, ExportWish } from '../../shared/contract/secret-exports.ts';
import type { ExportRecipe } from '../../shared/contract/secret-places.ts';

/** How something is exported, as it is remembered: without a passphrase. */
export const recipeOf = ({
  format,
  options,
  encryption,
}: Pick<ExportWish, 'format' | 'options'> & { readonly encryption: Encryption }): ExportRecipe => ({
  format,
  options,
  encryption: encryption.kind,
  recipients: encryption.kind === 'recipients' ? encryption.recipients : [],
});
