import { CannotExport } from '../cannot-export.ts';

/**
 * An argument for cmd.exe as it is typed, in double quotes. A percent sign or a quote cannot be
 * kept from meaning something there in every case.
 */
export function cmdArgument(text: string): string {
  if (/["%!\p{Cc}]/u.test(text)) {
    throw new CannotExport(
      `${text} has characters that cmd.exe changes (" % !). Take PowerShell.`,
      ['login-command'],
    );
  }
  // Programs read \" as a quote: backslashes before the closing one are doubled.
  return `"${text.replace(/\\+$/, '$&$&')}"`;
}
