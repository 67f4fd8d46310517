/** U+2028 and U+2029, which encoding/json always escapes. */
const LINE_SEPARATORS = /[\u2028\u2029]/g;
const HTML_CHARACTERS = /[<>&\u2028\u2029]/g;

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A payload as go-openapi writes it: no HTML escaping, a line feed at the end. */
export function encodePayload(value: unknown): string {
  return `${JSON.stringify(value).replace(LINE_SEPARATORS, escaped)}\n`;
}

/** An error body as Harbor writes it with encoding/json's Marshal: `<`, `>` and `&` are escaped. */
export function encodeError(code: string, message: string): string {
  const body = JSON.stringify({ errors: [{ code, message }] });
  return `${body.replace(HTML_CHARACTERS, escaped)}\n`;
}

/** Go's `time.Time` as strfmt.DateTime writes it. `ms` is epoch milliseconds. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString();
}
