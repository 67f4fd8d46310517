import { stringify } from 'yaml';

/**
 * A value as YAML that readers of YAML 1.1 take for the same: "no" and "1:20" are quoted. Nothing
 * is folded and nothing is an alias.
 */
export const yamlText = (value: unknown): string =>
  stringify(value, { lineWidth: 0, aliasDuplicateObjects: false, compat: 'yaml-1.1' });
