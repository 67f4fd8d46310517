const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const byNumber = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text as a quoted string of HCL (hashicorp/hcl2 specification, "Template Expressions"). The brace
 * after `$` or `%` is written by its number, so that no template begins, however many of these signs
 * stand before it. Half of a surrogate pair, which HCL cannot hold, becomes U+FFFD.
 */
export const hclString = (text: string): string =>
  `"${text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/["\\\p{Cc}\u2028\u2029]/gu, (sign) => ESCAPES[sign] ?? byNumber(sign))
    .replace(/([$%])\{/g, '$1\\u007b')}"`;

/** Text inside a comment to the end of the line. */
export const hclComment = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
