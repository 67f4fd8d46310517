const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in a page, inside elements and attributes. */
export const htmlText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
