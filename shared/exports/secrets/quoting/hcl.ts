/** Signs that stand for others in a quoted string of HCL. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const byNumber = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * A quoted string of HCL (Terraform). The brace after `$` or `%` is written by its number, so
 * that no template begins, however many of these signs stand before it.
 */
export const hclString = (text: string): string =>
  `"${text
    .replace(/["\\\p{Cc}]/gu, (sign) => ESCAPES[sign] ?? byNumber(sign))
    .replace(/([$%])\{/g, '$1\\u007b')}"`;
