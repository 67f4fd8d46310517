import type { WebRequest } from 'electron';
import { APP_ORIGIN } from './address.ts';

/** The one large file of a start; renderer/vite.config.ts gives it its name. */
const CODE = `${APP_ORIGIN}/assets/first-*.js`;

/**
 * Told once when a page of ours has its code, which it then reads in a process of its own. Until
 * then this process hands files over, and whatever else it did would keep the page waiting.
 */
export const oncePageHasCode = (
  requests: Pick<WebRequest, 'onCompleted'>,
  then: () => void,
): void => {
  requests.onCompleted({ urls: [CODE] }, () => {
    requests.onCompleted(null);
    then();
  });
};
