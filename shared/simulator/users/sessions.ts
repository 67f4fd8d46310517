import type { SessionRow, UserRow } from '../state.ts';
import type { World } from '../world.ts';

/** The session of one request and the cookies that the answer sets. */
export class RequestSession {
  readonly #world: World;
  readonly #secure: boolean;
  #row: SessionRow | undefined;
  #started = false;
  readonly cookies: string[] = [];

  constructor(world: World, sid: string | undefined, secure: boolean) {
    this.#world = world;
    this.#secure = secure;
    this.#row = sid ? this.#find(sid) : undefined;
  }

  /** The user of the session, when it lives and somebody signed in. */
  get row(): SessionRow | undefined {
    return this.#row;
  }

  /** Beego begins a session for every request that reaches a handler without a living one. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    if (this.#row) return;
    this.#row = this.#create(undefined);
    this.#set(this.#row.id);
  }

  /** What the steps of a sign-in keep for each other; needs a session that was started. */
  get kept(): SessionRow['kept'] {
    return this.#row?.kept ?? {};
  }

  /** A successful sign-in: a new id, the old one is gone. */
  signIn({ id, username, sysadmin }: UserRow, byGroup = false): void {
    this.start();
    if (this.#row) this.#world.state.sessions.delete(this.#row.id);
    this.#row = this.#create({ id, username, sysadmin: sysadmin || byGroup, byGroup });
    this.#set(this.#row.id);
  }

  signOut(): void {
    this.#started = true;
    if (!this.#row) {
      this.#started = false;
      this.start();
    }
    if (this.#row) this.#world.state.sessions.delete(this.#row.id);
    this.#row = undefined;
    const expires = new Date(this.#world.clock.now()).toUTCString();
    this.cookies.push(
      `sid=; Path=/; Expires=${expires}; Max-Age=0; HttpOnly${this.#secure ? '; Secure' : ''}`,
    );
  }

  #find(sid: string): SessionRow | undefined {
    const { state, clock } = this.#world;
    const row = state.sessions.get(sid);
    if (!row) return undefined;
    const timeout = state.number('session_timeout') * 60_000;
    if (clock.now() - row.lastUse > timeout) {
      state.sessions.delete(sid);
      return undefined;
    }
    row.lastUse = clock.now();
    return row;
  }

  #create(user: SessionRow['user']): SessionRow {
    const { state, clock, chance } = this.#world;
    const row: SessionRow = { id: chance.ids.hex(32), user, lastUse: clock.now(), kept: {} };
    if (state.sessions.size > 5000) dropOldest(state.sessions);
    state.sessions.set(row.id, row);
    return row;
  }

  #set(id: string): void {
    this.cookies.push(`sid=${id}; Path=/; HttpOnly${this.#secure ? '; Secure' : ''}`);
  }
}

/** Every request without a cookie makes a session: those that nobody signed in to are dropped first. */
function dropOldest(sessions: Map<string, SessionRow>): void {
  for (const [id, row] of sessions) {
    if (row.user) continue;
    sessions.delete(id);
    if (sessions.size <= 2500) return;
  }
}
