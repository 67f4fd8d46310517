/** A word for POSIX shells: in single quotes nothing but the quote itself means anything. */
export const shWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
