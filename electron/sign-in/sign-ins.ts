import { readAddress } from '../../shared/contract/address.ts';
import type { HarborOptions, SignedIn } from '../harbor/types.ts';
import type { Session } from '../harbor/session.ts';
import type { Log } from '../log/log.ts';
import type { SignedInSession } from './sign-in.ts';
import type { SignedInUser } from './take-session.ts';

/**
 * Sessions of people who signed in through a provider, by the address of their Harbor, as a
 * browser keeps cookies: an instance whose address changes does not take its session along. They
 * are in this object and nowhere else.
 */
export interface SignIns {
  /** What clients of this address use. */
  at(url: string): SignedIn;
  /** Who is signed in there; null for nobody. */
  who(url: string): SignedInUser | null;
  /** `options` end it later, the way it was begun. */
  keep(options: HarborOptions, found: SignedInSession): void;
  /** Ends it at Harbor and forgets it. Never throws. */
  end(url: string): Promise<void>;
  /** Ends those of all addresses but these. */
  endOthers(urls: readonly string[]): Promise<void>;
}

export interface SignInsPorts {
  /** Told every cookie and token, so that the log can hide them. */
  readonly remember: (secret: string) => void;
  /** Somebody is signed in at this address, or nobody is any more. */
  readonly onChanged: (url: string) => void;
  readonly log: Log;
}

interface Kept {
  readonly options: HarborOptions;
  readonly user: SignedInUser;
  session: Session;
}

/** The address as instances have it, so that a draft and what is saved of it are the same place. */
const placeOf = (url: string): string => readAddress(url).url;

export function createSignIns({ remember, onChanged, log }: SignInsPorts): SignIns {
  const kept = new Map<string, Kept>();

  const hide = ({ sid, csrf, token }: Session): void => {
    for (const secret of [sid, csrf, token]) remember(secret);
  };

  const end = async (place: string): Promise<void> => {
    const one = kept.get(place);
    if (one === undefined) return;
    kept.delete(place);
    onChanged(place);
    const { signOutAt } = await import('./sign-out.ts');
    await signOutAt(one.options, one.session).catch((error: unknown) => {
      log.warn('A sign-out did not reach Harbor; the session ends there by itself', error);
    });
  };

  return {
    at(url) {
      const place = placeOf(url);
      return {
        get session() {
          return kept.get(place)?.session ?? null;
        },
        renewed(from, to) {
          const one = kept.get(place);
          if (one?.session !== from) return;
          hide(to);
          one.session = to;
        },
        ended({ sid }) {
          if (kept.get(place)?.session.sid !== sid) return;
          kept.delete(place);
          onChanged(place);
        },
      };
    },
    who: (url) => kept.get(placeOf(url))?.user ?? null,
    keep(options, { session, user }) {
      hide(session);
      kept.set(placeOf(options.url), { options, session, user });
      onChanged(placeOf(options.url));
    },
    end: (url) => end(placeOf(url)),
    async endOthers(urls) {
      const stay = new Set(urls.map(placeOf));
      await Promise.all([...kept.keys()].filter((place) => !stay.has(place)).map(end));
    },
  };
}
