const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const unicode = (sign: string): string => {
  const point = sign.codePointAt(0) ?? 0;
  return point > 0xffff
    ? `\\U${point.toString(16).padStart(8, '0')}`
    : `\\u${point.toString(16).padStart(4, '0')}`;
};

/**
 * Text as a quoted string of HCL (hashicorp/hcl2 specification, "Template Expressions"): nothing in
 * it is read as an interpolation or a directive.
 */
export const hclString = (text: string): string =>
  `"${text
    .replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign] ?? '')
    // Control signs and halves of pairs have no other spelling; line ends of Unicode end comments.
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/gu, (sign) =>
      /\p{Surrogate}/u.test(sign) ? '\ufffd' : unicode(sign),
    )
    // A single sign is doubled, as people write it; of several before a brace nobody knows.
    .replace(/([$%]+)\{/g, (_all, signs: string) =>
      signs.length === 1 ? `${signs}${signs}{` : `${[...signs].map(unicode).join('')}{`,
    )}"`;

/** Text inside a comment to the end of the line. */
export const hclComment = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
