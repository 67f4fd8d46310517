/**
 * An argument for cmd.exe as it is typed, in double quotes; null for one with characters that
 * cannot be kept from meaning something there in every case, a percent sign or a quote.
 */
export function cmdArgument(text: string): string | null {
  if (/["%!\p{Cc}]/u.test(text)) return null;
  // Programs read \" as a quote: backslashes before the closing one are doubled.
  return `"${text.replace(/\\+$/, '$&$&')}"`;
}
