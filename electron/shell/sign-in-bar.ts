import { APP_ORIGIN } from './address.ts';

/** The page above the pages of a sign-in. It has no script; the main process writes into it. */
export const BAR_URL = `${APP_ORIGIN}/sign-in-bar.html`;

/** Its height in pixels before it has said how high it is. */
export const BAR_HEIGHT = 66;

/** What stands in the bar. */
export interface BarText {
  readonly title: string;
  /** Address of the page below. */
  readonly address: string;
  readonly note: string;
}

/** An address in the parts that the bar shows apart, so that nobody takes a path for a host. */
export function addressParts(address: string): { scheme: string; host: string; rest: string } {
  if (!URL.canParse(address)) return { scheme: '', host: '', rest: address };
  const url = new URL(address);
  if (url.host === '') return { scheme: '', host: '', rest: url.href };
  return {
    scheme: url.protocol === 'https:' ? 'https://' : `Not encrypted: ${url.protocol}//`,
    host: url.host,
    // What a query carries is long, and nobody's business who looks over a shoulder.
    rest: url.pathname === '/' ? '' : url.pathname,
  };
}

/**
 * The script that writes it and answers its height in pixels. Every text goes in as a string of
 * JSON, which is data in JavaScript.
 */
export function barScript({ title, address, note }: BarText): string {
  const { scheme, host, rest } = addressParts(address);
  const texts = JSON.stringify({ title, scheme, host, rest, note });
  const isOpen = JSON.stringify(scheme !== '' && scheme !== 'https://');
  return `for (const [id, text] of Object.entries(${texts})) document.getElementById(id).textContent = text;
document.getElementById('address').classList.toggle('open', ${isOpen});
document.querySelector('header').offsetHeight;`;
}
