/**
 * A string for PowerShell: in single quotes nothing expands. Curly quotes end it as straight
 * ones do (about_Quoting_Rules), so each is doubled.
 */
export const powerShellString = (text: string): string =>
  `'${text.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;
