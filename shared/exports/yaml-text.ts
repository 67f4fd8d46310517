import { Document, Scalar, visit } from 'yaml';

/** Words without quotes that no version of YAML takes for something else. */
const PLAIN = /^[A-Za-z][A-Za-z0-9-]*(?:[./][A-Za-z0-9.-]+)*$/;
/** What YAML 1.1 takes for yes, no or nothing. */
const MEANS_SOMETHING = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
/** Characters that YAML prints only as escapes, which is why only double quotes can hold them. */
const ESCAPED = /[\x00-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/;
/** Those of them that the library leaves as they are. */
const LEFT = /[\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

const escape = (sign: string): string =>
  `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

function styleOf(text: string): Scalar.Type {
  if (ESCAPED.test(text)) return Scalar.QUOTE_DOUBLE;
  const isPlain = (PLAIN.test(text) && !MEANS_SOMETHING.test(text)) || text === '.dockerconfigjson';
  return isPlain ? Scalar.PLAIN : Scalar.QUOTE_SINGLE;
}

/** A text that Ansible must not read as a template. */
export function unsafeText(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.tag = '!unsafe';
  return scalar;
}

/** Documents of YAML that versions 1.1 and 1.2 read alike. */
export const yamlText = (...documents: readonly unknown[]): string =>
  documents
    .map((value) => {
      const document = new Document(value, { aliasDuplicateObjects: false });
      visit(document, {
        Scalar: (_key, node) => {
          if (typeof node.value === 'string') node.type = styleOf(node.value);
        },
      });
      return document.toString({ lineWidth: 0 }).replace(LEFT, escape);
    })
    .join('---\n');
