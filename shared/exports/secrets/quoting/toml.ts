/** A basic string of TOML 1.0: JSON's escapes, and DEL as well. */
export const tomlString = (text: string): string =>
  JSON.stringify(text).replaceAll('\x7F', '\\u007F');
