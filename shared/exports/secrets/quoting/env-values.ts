/**
 * How values stand in files of environment variables. There is no single dialect; each function
 * answers null where its dialect has no way to write the value.
 */
export type EnvValue = (text: string) => string | null;

const isOneLine = (text: string): boolean => !/[\r\n]/.test(text);

/** What node's dotenv takes off a value without quotes, or takes for the start of quotes. */
const isBare = (text: string): boolean => /^[^\s#'"`][^#]*$/.test(text) && !/\s$/.test(text);

/**
 * node's `dotenv`, which knows no escape but \n and \r in double quotes: the first kind of quotes
 * that the value does not have. A backslash at the end would escape the closing one.
 */
export const dotenvValue: EnvValue = (text) => {
  if (!isOneLine(text)) return null;
  const fits = (quote: string): boolean => !text.includes(quote) && !text.endsWith('\\');
  if (fits("'")) return `'${text}'`;
  // Go's readers know these two kinds alone, and expand in the second one.
  if (!/["\\$]/.test(text)) return `"${text}"`;
  if (fits('`')) return `\`${text}\``;
  if (fits('"') && !/\\[nr]/.test(text)) return `"${text}"`;
  return isBare(text) ? text : null;
};

/**
 * `dotenv-expand` (Vite, Next.js) expands in quotes too; a backslash before `$` keeps it. Not
 * before `$(`: its newest versions run what follows as a command all the same.
 */
export const dotenvExpandValue: EnvValue = (text) =>
  text.includes('$(') ? null : dotenvValue(text.replaceAll('$', '\\$'));

/**
 * Docker Compose: literal in single quotes but for `\'`, so a backslash cannot stand before a
 * quote or at the end; double quotes know escapes, and expand what begins with `$`.
 */
export const composeValue: EnvValue = (text) => {
  if (!isOneLine(text)) return null;
  if (!/\\(?:'|$)/.test(text)) return `'${text.replaceAll("'", "\\'")}'`;
  return text.includes('$') ? null : `"${text.replace(/["\\]/g, '\\$&')}"`;
};

/** `docker run --env-file` takes the rest of the line as it is, quotes too. */
export const dockerRunValue: EnvValue = (text) => (isOneLine(text) ? text : null);

/**
 * systemd's EnvironmentFile: in double quotes a backslash keeps these four signs. It refuses
 * control characters but tab and newline.
 */
export const systemdValue: EnvValue = (text) =>
  /[\x00-\x08\x0B-\x1F\x7F]/.test(text) ? null : `"${text.replace(/["\\`$]/g, '\\$&')}"`;

/**
 * GNU Make: `$` is doubled, and a backslash keeps `#` from beginning a comment, where backslashes
 * before it are doubled too. A reference to nothing keeps a space at the start, which make drops,
 * and a backslash at the end, with which the next line would belong to this one.
 */
export const makeValue: EnvValue = (text) => {
  if (!isOneLine(text)) return null;
  const escaped = text.replaceAll('$', '$$$$').replace(/(\\*)#/g, '$1$1\\#');
  return escaped.replace(/^(?=[ \t\v\f])/, '$$()').replace(/\\$/, '\\$$()');
};
