/** How expiries leave Purser: formats by the end of the file's name. */
export const EXPIRY_FORMATS = ['ics', 'html', 'md', 'csv'] as const;

export type ExpiryFormat = (typeof EXPIRY_FORMATS)[number];
